"""The seam of exports: one file a format that readers or programs take away."""

from generator.exports import papers_json
from generator.exports.contract import Export

EXPORTS: tuple[Export, ...] = (papers_json.EXPORT,)

__all__ = ["EXPORTS", "Export"]

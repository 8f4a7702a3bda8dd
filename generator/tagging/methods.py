"""The facet of techniques, metrics and generic families of architectures."""

from generator.model import Facet

FACET = Facet(
    name="methods",
    singular="method",
    title="Methods",
    nouns=(
        "method", "approach", "framework", "technique", "strategy", "scheme", "algorithm", "optimizer", "metric",
        "module", "loss", "operator", "pipeline", "paradigm", "mechanism", "system", "tool", "toolkit", "library",
        "procedure",
    ),
)  # fmt: skip

"""The seam of tags: one file a facet, in the order in which pages show them."""

from generator.model import Facet
from generator.tagging import datasets, methods, models, tasks

FACETS: tuple[Facet, ...] = (models.FACET, datasets.FACET, tasks.FACET, methods.FACET)
BY_NAME = {facet.name: facet for facet in FACETS}

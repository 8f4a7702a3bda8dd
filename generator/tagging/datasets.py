"""The facet of named datasets and benchmarks."""

from generator.model import Facet

FACET = Facet(
    name="datasets",
    singular="dataset",
    title="Datasets",
    nouns=("dataset", "datasets", "corpus", "benchmark", "benchmarks", "testbed", "suite", "database", "treebank"),
)

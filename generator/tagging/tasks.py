"""The facet of tasks; most are named by their description."""

from generator.model import Facet

FACET = Facet(name="tasks", singular="task", title="Tasks", nouns=("task", "problem"))

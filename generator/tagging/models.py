"""The facet of named models and architectures that a reader would want a page for."""

from generator.model import Facet

FACET = Facet(
    name="models",
    singular="model",
    title="Models",
    nouns=(
        "model",
        "models",
        "network",
        "networks",
        "architecture",
        "transformer",
        "encoder",
        "decoder",
        "backbone",
        "detector",
        "agent",
        "assistant",
        "tracker",
        "mllm",
        "vlm",
        "vla",
        "llm",
        "lmm",
        "captioner",
        "denoiser",
    ),
)

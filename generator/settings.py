"""The text of mkdocs.yml in; the list's own settings, those under `extra.reading_list`, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from generator import strict_yaml
from generator.problems import Position, Problem, error

if TYPE_CHECKING:
    from collections.abc import Mapping


class Settings(BaseModel):
    """What a list may set; every field has a default, so that `extra.reading_list` may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    sources: tuple[str, ...] = ("sources",)
    publish_abstracts: bool = True
    intro: str = ""
    looks: Literal["own", "shipped"] = Field(
        default="own",
        description="templates and styles: the theme's and a `custom_dir`, or the generator's behind that",
    )
    labels: str = "labels.yml"
    social_cards: Literal["list", "papers", "none"] = Field(
        default="list", description="pictures beside shared links: one for the list, one for each paper too, or none"
    )
    vocabulary: tuple[str, ...] = Field(default=(), description="YAML files with further names, beside mkdocs.yml")

    @field_validator("sources", "vocabulary", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:  # noqa: ANN401 -- what YAML gave
        return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


class Configuration(BaseModel):
    """The parts of mkdocs.yml that the generator reads."""

    model_config = ConfigDict(frozen=True)

    site_name: str = "Reading list"
    site_description: str = ""
    site_url: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    repo_url: str = ""
    edit_uri: str | None = None
    use_directory_urls: bool = True
    custom_dir: str = ""  # of the theme: templates and styles of the list's own
    reading_list: Settings = Settings()


def read_configuration(text: str, file: str) -> tuple[Configuration | None, tuple[Problem, ...]]:
    """Return the configuration, `None` where it is none; a setting that is wrong is a problem, the others count."""
    data, marks, problems = strict_yaml.parse(text, file, foreign_tags=True)
    if problems:
        return None, problems
    if not isinstance(data, dict):
        said = "this is not a MkDocs configuration"
        return None, (error("bad-value", Position(file, 1), said, "it needs `site_name: …`"),)
    own = _own(data)
    settings, faults = strict_yaml.check(own, marks, file, Settings, ("extra", "reading_list"))
    top: dict[str, Any] = {
        name: data[name]
        for name in Configuration.model_fields.keys() - {"custom_dir"}
        if isinstance(data.get(name), bool if name == "use_directory_urls" else str)
    }
    theme = data.get("theme")
    looks = theme.get("custom_dir") if isinstance(theme, dict) else None
    top |= {"custom_dir": looks} if isinstance(looks, str) else {}
    return Configuration(**top, reading_list=settings or _what_is_right(own)), faults


def _what_is_right(own: object) -> Settings:
    """Return the settings that are right; where one is wrong, abstracts are out unless the list plainly says `true`."""
    pairs = own.items() if isinstance(own, dict) else ()
    right = {key: value for key, value in pairs if strict_yaml.check({key: value}, {}, "", Settings)[0]}
    return Settings.model_validate({"publish_abstracts": False, **right})


def _own(data: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- what YAML gave
    extra = data.get("extra")
    own = extra.get("reading_list") if isinstance(extra, dict) else None
    return {} if own is None else own

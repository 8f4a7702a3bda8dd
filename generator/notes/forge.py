"""Where a list lies on a forge, and a file below `docs/`, in; the address at which one edits or begins it out."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from generator.settings import Configuration

# MkDocs' own defaults (`edit_uri` in its configuration), for a repository whose branch is called so.
DEFAULTS = {
    "github.com": "edit/master/docs/",
    "gitlab.com": "-/edit/master/docs/",
    "bitbucket.org": "src/default/docs/",
}
# What a new file may be filled with, by the query that names it: GitHub and Gitea (Codeberg) take name and text; GitLab
# takes a name, and hands a text to an editor that shows it in some releases only (its issue 594214).
GITHUB = re.compile(r"^(?P<root>.*/)edit/(?P<rest>.*)$")
GITLAB = re.compile(r"^(?P<root>.*/)(?:-/)?edit/(?P<rest>.*)$")
GITEA = re.compile(r"^(?P<root>.*/)_edit/(?P<rest>.*)$")
BEGUN = {
    "papers": "---\nstatus: to read\n---\n\nWhy this paper matters, and what to read next: [[…]].\n",
    "": "---\nhomepage: https://\n---\n\nWhat this is, in a sentence, and which paper to begin with: [[…]].\n",
}


def edit_url(configuration: Configuration, path: str) -> str | None:
    """Return where a file below `docs/` is edited; `None` where the configuration names no forge."""
    base = _base(configuration)
    return base + quote(path) if base else None


def new_url(configuration: Configuration, path: str) -> str | None:
    """Return where a file below `docs/` is begun, its name and first lines filled in where the forge can."""
    base = _base(configuration)
    folder, name = posixpath.split(path)
    begun = BEGUN.get(posixpath.basename(folder), BEGUN[""])
    if base and "gitlab" in _host(configuration) and (found := GITLAB.match(base)):
        filled = f"file_name={quote(name)}&content={quote(begun)}"
        return f"{found['root']}-/new/{found['rest']}{quote(folder)}?{filled}"
    for form, new in ((GITEA, "_new"), (GITHUB, "new")):
        if base and (found := form.match(base)):
            filled = f"filename={quote(name)}&value={quote(begun)}"
            return f"{found['root']}{new}/{found['rest']}{quote(folder)}?{filled}"
    return None


def mend_url(configuration: Configuration, about: str, page: str, place: str) -> str | None:
    """Return where readers say what is wrong with a record, its page and the file and line to change filled in.

    GitHub's forms take that (`.github/ISSUE_TEMPLATE/mend-a-record.yml`); `None` for any other forge.
    """
    if _host(configuration).removeprefix("www.") != "github.com":
        return None
    filled = {"template": "mend-a-record.yml", "title": f"Mend: {about:.120}", "page": page, "place": place}
    return f"{configuration.repo_url.rstrip('/')}/issues/new?{urlencode(filled)}"


def _host(configuration: Configuration) -> str:
    return urlsplit(configuration.repo_url).hostname or ""


def _base(configuration: Configuration) -> str | None:
    """Return the address under which the files of `docs/` are edited, as MkDocs reads its two settings."""
    uri, repository = configuration.edit_uri, configuration.repo_url
    if uri is None:
        uri = DEFAULTS.get(_host(configuration).removeprefix("www."), "")
    if not uri or (not repository and not uri.startswith("http")):
        return None
    if uri.startswith(("?", "#")):
        return repository.rstrip("/") + uri
    whole = uri if uri.startswith("http") else f"{repository.rstrip('/')}/{uri.lstrip('/')}"
    return whole.rstrip("/") + "/"

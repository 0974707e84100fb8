"""A copy of what is held about one person as a ZIP: JSON for machines, a page for herself, and her files.

docs/privacy.md describes the JSON. `VERSION` grows when what is there today changes its meaning or goes away.
"""

import io
import json
import zipfile
from typing import Any

from course.privacy.export import Copy
from course.privacy.readable import page
from course.store.personal import plain

FORMAT, VERSION = "kompetencevej-person", 1


def as_json(copy: Copy) -> str:
    """The copy as JSON."""
    about: dict[str, Any] = {"format": FORMAT, "version": VERSION, "made_at": plain(copy.made_at), "person": copy.person}
    held = {"store": copy.store, "gradebook": copy.gradebook, "files": sorted(copy.files), "left_out": copy.left_out}
    return json.dumps(about | held, ensure_ascii=False, indent=1, default=str)


def as_zip(copy: Copy) -> bytes:
    """The copy as a ZIP with `oplysninger.html`, `oplysninger.json` and the folder `filer`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("oplysninger.html", page(copy))
        archive.writestr("oplysninger.json", as_json(copy))
        for name, content in copy.files.items():
            archive.writestr(f"filer/{name}", content)
    return packed.getvalue()

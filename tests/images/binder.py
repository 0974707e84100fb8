"""The image that Binder makes of the repository: repo2docker's own buildpack says the steps, and they are run without Docker."""

import contextlib
import re
import warnings
from pathlib import Path

from tests.images.build import ROOT, Build, Context, repository

with warnings.catch_warnings(action="ignore"):  # it imports what others call old
    from repo2docker import buildpacks
    from repo2docker.app import Repo2Docker

PACK = Path(buildpacks.__file__).parent
BASE = "python:3.13-slim-trixie"  # repo2docker's own base is another distribution, which mmdebstrap here does not make
ARGUMENTS = {"NB_USER": "jovyan", "NB_UID": "1000"}
CONDA = "/tmp/install-base-env.bash"
# What its environment is asked for (environment.yml), by the names that the Python index has.
ASKED = ("ipywidgets", "jupyter-offlinenotebook", "jupyter-resource-usage", "jupyter_server", "jupyterhub-base", "jupyterlab", "notebook")
# The one step that cannot be run here fetches conda from a host of its own and makes an environment with it. In its place: an environment of the base's
# Python with what the other would have, in the versions that repo2docker has locked, and the shell's function that enters it.
STANDS_FOR_CONDA = r"""set -e
python -m venv ${{NB_PYTHON_PREFIX}}
${{NB_PYTHON_PREFIX}}/bin/pip install --no-cache-dir {packages}
mkdir -p ${{CONDA_DIR}}/bin
printf '#!/bin/sh\necho %s\n' "'mamba() {{ PATH=\"\$2/bin:\$PATH\"; }}'" > ${{MAMBA_EXE}}
chmod +x ${{MAMBA_EXE}}
chown -R ${{NB_USER}}:${{NB_USER}} ${{CONDA_DIR}}
rm -rf /tmp/install-base-env.bash /tmp/env
"""


def buildpack() -> buildpacks.BuildPack:
    """The buildpack that repo2docker chooses for the repository. To be used in the repository's folder."""
    for kind in Repo2Docker().buildpacks:
        pack = kind(base_image=BASE)
        if pack.detect():
            pack.platform = "linux/amd64"
            return pack
    raise LookupError("repo2docker finds nothing to build in the repository")


def build() -> Build:
    """Binder's image, as the last stage of what repo2docker would have Docker build."""
    with contextlib.chdir(ROOT):
        pack = buildpack()
        recipe = pack.render(build_args=ARGUMENTS)
        scripts = {pack.generate_build_context_filename(name) for name in pack.get_build_script_files()}
    context: Context = {
        **{f"src/{name}": path for name, path in repository().items()},
        **{name: Path(path) for name, path in scripts},
        **{name: PACK / name for name in ("python3-login", "repo2docker-entrypoint")},
    }
    made = Build(context, instead={CONDA: STANDS_FOR_CONDA.format(packages=" ".join(_locked(pack)))}, arguments=ARGUMENTS)
    made.of(recipe)
    return made


def _locked(pack: buildpacks.BuildPack) -> list[str]:
    """What the buildpack's environment is asked for, in its locked versions."""
    lock = (PACK / "conda" / f"environment.py-{pack.python_version}-linux-64.lock").read_text("utf-8")
    found = dict(re.findall(r"/([a-z_-]+)-(\d[0-9.]*)-[^-/]+\.conda#", lock))
    return [f"{name.removesuffix('-base')}=={found[name]}" for name in ASKED]

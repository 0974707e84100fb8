"""Every program of an installation is told where the municipality's own folder is."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.one_machine import installation

DEPLOY = Path(__file__).parents[2] / "deploy"
FOLDER = "/etc/kompetencevej/own"


@pytest.mark.parametrize("service", ["course@", "formgrader", "prepare", "nightly"])
def test_each_service_on_one_machine_is_told(service: str) -> None:
    unit = (DEPLOY / "systemd" / f"kompetencevej-{service}.service").read_text("utf-8")
    assert f"Environment=KOMPETENCEVEJ_OWN={FOLDER}\n" in unit


def pods() -> list[dict[str, Any]]:
    found = []
    for part in yaml.safe_load_all((DEPLOY / "kubernetes" / "course.yaml").read_text("utf-8")):
        spec = part["spec"]
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found.append(spec["template"]["spec"])
    return found


def test_each_pod_has_it_where_the_image_looks_and_may_only_read_it() -> None:
    assert f"KOMPETENCEVEJ_OWN={FOLDER} " in (DEPLOY / "Dockerfile").read_text("utf-8")
    assert len(pods()) == 4
    for pod in pods():
        assert {"claimName": "kompetencevej-own", "readOnly": True} in [one.get("persistentVolumeClaim") for one in pod["volumes"]]
        for container in [*pod.get("initContainers", []), *pod["containers"]]:
            assert {"name": "own", "mountPath": FOLDER, "readOnly": True} in container["volumeMounts"]


def test_make_hub_passes_it_on() -> None:
    assert "KOMPETENCEVEJ_OWN" in installation.PASSED_ON

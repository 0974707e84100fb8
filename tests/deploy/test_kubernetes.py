"""What a municipality gives Kubernetes: the chart takes the values, and the parts find each other."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from tests.deploy.test_systemd import ITSELF_MB, PAGE_MB
from widgets.service.kernels import places

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text("utf-8")
yaml = YAML(typ="safe")


def values() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((DEPLOY / "kubernetes" / "values.yaml").read_text("utf-8"))
    return found


def manifests() -> list[dict[str, Any]]:
    return list(yaml.load_all((DEPLOY / "kubernetes" / "course.yaml").read_text("utf-8")))


def named(kind: str, name: str) -> dict[str, Any]:
    return next(one for one in manifests() if (one["kind"], one["metadata"]["name"]) == (kind, name))


def pods() -> list[dict[str, Any]]:
    """The pod specifications of everything that runs."""
    found = []
    for one in manifests():
        if one["kind"] in ("StatefulSet", "Deployment"):
            found.append(one["spec"]["template"]["spec"])
        if one["kind"] == "CronJob":
            found.append(one["spec"]["jobTemplate"]["spec"]["template"]["spec"])
    return found


def containers() -> list[dict[str, Any]]:
    return [container for pod in pods() for container in (*pod.get("initContainers", []), *pod["containers"])]


def secret_keys(thing: Any) -> set[str]:
    """Every key of the Secret that is asked for anywhere in `thing`."""
    if isinstance(thing, dict):
        own = {thing["secretKeyRef"]["key"]} if "secretKeyRef" in thing else set()
        return own.union(*map(secret_keys, thing.values()))
    return set().union(*map(secret_keys, thing)) if isinstance(thing, list) else set()


def test_the_chart_takes_the_values() -> None:
    schema = yaml.load((Path(__file__).parent / "chart-values.schema.yaml").read_text("utf-8"))
    assert [f"{list(error.path)}: {error.message}" for error in Draft7Validator(schema).iter_errors(values())] == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("hub", "extraFile"), {}),
        (("hub", "db", "type"), "postgresql"),
        (("hub", "extraVolumes"), {"kompetencevej": {}}),
        (("cull", "enabled"), "no"),
        (("singleuser", "storage", "type"), "nowhere"),
    ],
)
def test_a_mistake_in_the_values_is_found(path: tuple[str, ...], wrong: Any) -> None:
    schema, changed = yaml.load((Path(__file__).parent / "chart-values.schema.yaml").read_text("utf-8")), values()
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = wrong
    assert not Draft7Validator(schema).is_valid(changed)


def test_the_hub_gets_every_file_of_its_configuration() -> None:
    wanted = {path.name for path in (DEPLOY / "hub").glob("*.py")} - {"one_machine.py"} | {"gate.py"}
    wanted |= {f"templates/{path.name}" for path in (DEPLOY / "hub" / "templates").iterdir()} | {"choices.toml"}
    [volume], [mount] = values()["hub"]["extraVolumes"], values()["hub"]["extraVolumeMounts"]
    assert {item["path"] for item in volume["configMap"]["items"]} == wanted
    assert all(item["path"].endswith(item["key"]) for item in volume["configMap"]["items"])
    assert f'"{mount["mountPath"]}/jupyterhub_config.py"' in values()["hub"]["extraConfig"]["kompetencevej"]
    assert f"kubectl create configmap {volume['configMap']['name']} --from-file=deploy/hub --from-file=deploy/hub/templates" in README
    assert "--from-file=widgets/service/web/gate.py" in README
    assert (ROOT / "widgets" / "service" / "web" / "gate.py").exists()


def test_every_secret_is_described_and_used() -> None:
    described = set(re.findall(r"`((?:course|formgrader|oidc|hub|owner|pages)-[a-z]+)`", README)) - {"hub-cookie"}
    assert secret_keys(values()) | secret_keys(manifests()) == described


def test_the_course_is_where_the_readme_tells_the_hub_that_it_is() -> None:
    for service in ("course", "formgrader"):
        port = named("Service", service)["spec"]["ports"][0]["port"]
        assert f'"http://{service}:{port}"' in README
    replicas = named("StatefulSet", "course")
    assert named("Service", replicas["spec"]["serviceName"])["spec"]["clusterIP"] == "None"
    for number in range(replicas["spec"]["replicas"]):
        assert f'course-{number} = "http://course-{number}.course-replicas:8866"' in README


@pytest.mark.parametrize("number", range(len(containers())))
def test_no_container_may_more_than_it_needs(number: int) -> None:
    container = containers()[number]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {mount["mountPath"] for mount in container["volumeMounts"]} >= {"/tmp", "/var/lib/kompetencevej"}


def test_no_container_takes_the_whole_machine() -> None:
    known = [*containers(), values()["hub"], values()["proxy"]["chp"]]
    assert [one.get("name") for one in known if not {"cpu", "memory"} <= set(one["resources"]["requests"])] == []
    assert [one.get("name") for one in known if "memory" not in one["resources"]["limits"]] == []


def test_the_course_reads_the_same_choices_as_the_hub() -> None:
    pod = named("StatefulSet", "course")["spec"]["template"]["spec"]
    [course] = pod["containers"]
    [volume] = [one for one in pod["volumes"] if one["name"] == "choices"]
    [mount] = [one for one in course["volumeMounts"] if one["name"] == "choices"]
    [variable] = [one for one in course["env"] if one["name"] == "KOMPETENCEVEJ_CHOICES"]
    [item] = volume["configMap"]["items"]
    assert volume["configMap"]["name"] == values()["hub"]["extraVolumes"][0]["configMap"]["name"]
    assert variable["value"] == f"{mount['mountPath']}/{item['path']}"


def test_a_replica_has_the_memory_that_its_pages_take() -> None:
    [course] = named("StatefulSet", "course")["spec"]["template"]["spec"]["containers"]
    pages = places.Limits(replicas=dict.fromkeys(map(str, range(named("StatefulSet", "course")["spec"]["replicas"])))).here
    assert int(course["resources"]["limits"]["memory"].removesuffix("Gi")) * 1000 >= ITSELF_MB + pages * PAGE_MB


def test_the_proxys_image_has_its_guard() -> None:
    recipe = (DEPLOY / "hub" / "Dockerfile").read_text("utf-8")
    for name in re.findall(r"^COPY (\S+) ", recipe, re.MULTILINE):
        assert (DEPLOY / "hub" / name).exists()
    [guard] = re.findall(r'NODE_OPTIONS="--import=/srv/guard/(\S+)"', recipe)
    assert f"COPY {guard} /srv/guard/" in recipe
    [version] = re.findall(r"configurable-http-proxy:(\S+)", recipe)
    assert (
        version
        == json.loads((DEPLOY / "hub" / "package-lock.json").read_text("utf-8"))["packages"]["node_modules/configurable-http-proxy"][
            "version"
        ]
    )
    image = values()["proxy"]["chp"]["image"]
    assert f"docker build --tag {image['name']}:{image['tag']} deploy/hub" in recipe


def test_every_pod_runs_as_nobody_in_particular_and_without_a_token_of_the_cluster() -> None:
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["securityContext"]["fsGroupChangePolicy"] == "OnRootMismatch", "else what the course has closed is opened at each start"
        assert pod["automountServiceAccountToken"] is False


def test_only_who_prepares_or_tidies_has_the_owners_account() -> None:
    for container in containers():
        owners = any(key.startswith("owner-") for key in secret_keys(container["env"]))
        assert owners == (container["name"] in ("prepare", "backup", "retention"))


def test_all_run_the_same_version() -> None:
    assert len({container["image"] for container in containers()}) == 1

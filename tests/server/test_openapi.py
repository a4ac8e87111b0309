"""The OpenAPI document says what the routes do."""

from functools import cache
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from server.app import openapi_document
from server.openapi import document
from tests.server.example import routes

METHODS = {"get", "post", "put", "patch", "delete"}


@cache
def example() -> dict[str, Any]:
    return document(endpoint.spec for endpoint in routes.endpoints)


def _operations(found: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, item in found["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


@pytest.fixture(params=["example", "whole"])
def described(request: pytest.FixtureRequest) -> dict[str, Any]:
    whole: dict[str, Any] = orjson.loads(openapi_document())
    return example() if request.param == "example" else whole


def _references(node: Any) -> set[str]:
    match node:
        case {"$ref": str(ref)}:
            return {ref}
        case dict():
            return set().union(*map(_references, node.values()))
        case list():
            return set().union(*map(_references, node))
        case _:
            return set()


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    names = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert _references(described) <= names


def test_every_schema_is_a_schema(described: dict[str, Any]) -> None:
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_operations_have_names_of_their_own(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in _operations(described)]
    assert len(names) == len(set(names))


def test_every_operation_says_what_it_is_for(described: dict[str, Any]) -> None:
    for path, method, operation in _operations(described):
        assert operation["summary"], (method, path)
        assert operation["tags"][0], (method, path)
        assert operation["x-access"]["rule"], (method, path)
        assert "429" in operation["responses"], (method, path)


def test_every_name_in_a_path_is_a_parameter(described: dict[str, Any]) -> None:
    for path, _, operation in _operations(described):
        names = {item["name"] for item in operation["parameters"] if item["in"] == "path"}
        assert names == {part.partition("}")[0] for part in path.split("{")[1:]}


def test_inputs_are_closed(described: dict[str, Any]) -> None:
    for _, _, operation in _operations(described):
        for media in operation.get("requestBody", {}).get("content", {}).values():
            reference = media["schema"].get("$ref")
            if reference:
                shape = described["components"]["schemas"][reference.rpartition("/")[2]]
                assert shape.get("additionalProperties") is False or "oneOf" in shape, reference


def test_what_a_route_takes_is_described() -> None:
    operation = example()["paths"]["/api/v1/notes"]["get"]
    parameters = {item["name"]: item for item in operation["parameters"]}
    assert parameters["limit"]["schema"] == {
        "default": 20, "description": "How many items at most.", "maximum": 100, "minimum": 1,
        "title": "Limit", "type": "integer",
    }  # fmt: skip
    assert parameters["label"]["schema"]["type"] == "array"
    assert not any(item["required"] for item in parameters.values())
    assert "Link" in operation["responses"]["200"]["headers"]


def test_bodies_headers_and_refusals_are_described() -> None:
    paths = example()["paths"]
    change = paths["/api/v1/notes/{note_id}"]["patch"]
    assert set(change["requestBody"]["content"]) == {"application/json", "application/merge-patch+json"}
    assert {"name": "If-Match", "in": "header"}.items() <= change["parameters"][1].items()
    make = paths["/api/v1/notes"]["post"]
    assert {"201", "400", "401", "409", "413", "415", "422", "429"} <= set(make["responses"])
    assert any(item["name"] == "Idempotency-Key" for item in make["parameters"])
    assert "application/x-www-form-urlencoded" in paths["/api/v1/forms"]["post"]["requestBody"]["content"]
    assert "video/mp4" in paths["/api/v1/streams"]["post"]["requestBody"]["content"]
    assert paths["/api/v1/maybe"]["post"]["requestBody"]["required"] is False


def test_who_may_call_is_described() -> None:
    paths = example()["paths"]
    assert paths["/api/v1/notes/{note_id}"]["get"]["security"] == []
    assert paths["/api/v1/mine"]["get"]["security"] == [{"bearer": []}, {"password": []}]
    assert {} in paths["/api/v1/who"]["get"]["security"]
    flow = example()["components"]["securitySchemes"]["password"]["flows"]["password"]
    assert flow["tokenUrl"] == "/api/v1/auth/token"
    assert paths["/api/v1/vault"]["get"]["x-access"] == {"letter": "A", "rule": "admins"}

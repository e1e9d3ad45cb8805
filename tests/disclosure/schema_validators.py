"""Three validators of JSON Schema by other people, in two languages: what one of them lets pass is let pass."""

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import playwright
from jsonschema import Draft7Validator

from proviso.disclosure import package as module

HERE = Path(__file__).resolve()
PUBLISHED = HERE.parents[2] / "docs/reference"
SCHEMA: dict[str, Any] = json.loads(Path(module.__file__).with_name("package.schema.json").read_text())
AJV = HERE.parents[1] / "vendor/ajv.min.js"
NODE = Path(playwright.__file__).parent / "driver/node"
"""The JavaScript that comes with the tests' own browser driver: nothing has to be installed for it."""

JUDGE = """
const fs = require("fs");
(0, eval)(fs.readFileSync(process.argv[1], "utf8"));
const [schema, given] = JSON.parse(fs.readFileSync(0, "utf8"));
const valid = new Ajv({ strict: false, allErrors: false }).compile(schema);
process.stdout.write(JSON.stringify(given.map((one) => valid(one))));
"""

Validator = Callable[[Sequence[object]], list[bool]]


def by_jsonschema(given: Sequence[object]) -> list[bool]:
    """Which of them `jsonschema` takes."""
    judge = Draft7Validator(SCHEMA)
    return [judge.is_valid(one) for one in given]


@cache
def _compiled() -> Callable[[object], object]:
    made: Callable[[object], object] = fastjsonschema.compile(SCHEMA)
    return made


def by_fastjsonschema(given: Sequence[object]) -> list[bool]:
    """Which of them `fastjsonschema` takes."""
    return [_takes(one) for one in given]


def _takes(one: object) -> bool:
    try:
        _compiled()(one)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def by_ajv(given: Sequence[object]) -> list[bool]:
    """Which of them `ajv` takes; in a process of its own, all at once."""
    answer = subprocess.run(
        [NODE, "-e", JUDGE, AJV], input=json.dumps([SCHEMA, given]), capture_output=True, text=True, check=True
    )
    judged: list[bool] = json.loads(answer.stdout)
    return judged


VALIDATORS: Mapping[str, Validator] = {"jsonschema": by_jsonschema, "fastjsonschema": by_fastjsonschema, "ajv": by_ajv}

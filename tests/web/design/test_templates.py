"""Our templates: what each takes is said in it, a slip stops the page, and no component gets an unknown option."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import Environment, UndefinedError, meta, nodes
from jinja2.loaders import DictLoader

from proviso.web.design.environment import COMPONENTS, environment, function_name

WEB = Path(settings.PACKAGE) / "web"
TEMPLATES = sorted(str(path.relative_to(WEB)) for path in WEB.rglob("*.jinja"))
OPTIONS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vendor/govuk-options-6.3.0.json").read_text()
)
ALWAYS_GIVEN = {"request", "csrf_input", "csrf_token"}  # by Django's Jinja2 backend
MACROS = {function_name(name): name for name in COMPONENTS}


def ours() -> Environment:
    found = getattr(engines["jinja2"], "env", None)
    assert isinstance(found, Environment)
    return found


def source(name: str) -> str:
    return (WEB / name).read_text()


def declared(name: str) -> set[str]:
    """What the opening comment names, with what the template that it extends, or that it refers to, names."""
    others = re.findall(r"what ([\w/]+\.jinja) takes", opening_of(name))
    others += re.findall(r'{%-? extends "([^"]+)"', source(name))
    return taken(name).union(*map(declared, others))


def taken(name: str) -> set[str]:
    """What the opening comment itself names."""
    lists = re.findall(r"(?:Takes|May take|and): ([\w\s,]+)[.;]", opening_of(name))
    return {word for words in lists for word in re.split(r"[\s,]+", words.strip())} - {"nothing"}


def opening_of(name: str) -> str:
    """The opening comment, without what is in brackets."""
    opening = re.match(r"{#(.*?)#}", source(name), re.DOTALL)
    assert opening, f"{name} does not open with a comment that says what it is and what it takes"
    return re.sub(r"\(.*?\)", "", opening[1], flags=re.DOTALL)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_only_what_it_says_it_takes(name: str) -> None:
    parsed = ours().parse(source(name))
    given = set(ours().globals) | ALWAYS_GIVEN | set(made_in(parsed)) | declared(name)
    slips = meta.find_undeclared_variables(parsed) - given
    assert slips == set(), f"{name}: a slip, or name it in the opening comment (Takes: … . May take: … .)"


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_layout_sets_a_name_that_a_page_is_given(name: str) -> None:
    """What a layout sets would stand in the place of what the page was given, wherever a block of it says that."""
    mine = taken(name)
    for layout in extended(name):
        assert set_in(layout) & mine == set(), f"{layout} sets what {name} takes"


def set_in(layout: str) -> set[str]:
    """The names that hold in every block of a layout; those of its loops hold in none."""
    outermost = [one for one in ours().parse(source(layout)).body if isinstance(one, nodes.Assign | nodes.AssignBlock)]
    return {one.target.name for one in outermost if isinstance(one.target, nodes.Name)}


def extended(name: str) -> Iterator[str]:
    """The layouts of a page, the nearest first."""
    for layout in re.findall(r'{%-? extends "([^"]+)"', source(name)):
        yield layout
        yield from extended(layout)


def made_in(parsed: nodes.Template) -> Iterator[str]:
    """The names that a template sets or imports for itself."""
    yield from (name.name for name in parsed.find_all(nodes.Name) if name.ctx != "load")
    yield from (found.target for found in parsed.find_all(nodes.Import))
    for found in parsed.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in found.names)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_imports_only_macros_that_are_there(name: str) -> None:
    for found in ours().parse(source(name)).find_all(nodes.FromImport):
        assert isinstance(found.template, nodes.Const)
        there = ours().get_template(found.template.value).module
        for imported in found.names:
            macro = imported if isinstance(imported, str) else imported[0]
            assert hasattr(there, macro), f"{found.template.value} has no {macro}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_component_is_given_only_options_that_it_has(name: str) -> None:
    assert list(unknown_options(ours(), source(name))) == []


def unknown_options(env: Environment, text: str) -> Iterator[str]:
    for call in env.parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MACROS and call.args:
            yield from unknown(call.args[0], OPTIONS[MACROS[call.node.name]], call.node.name)


def unknown(given: nodes.Expr, known: Any, where: str) -> Iterator[str]:
    """The options of a literal that the maker does not list, at any depth."""
    if isinstance(known, str):
        kebab = re.sub(r"(?<!^)(?=[A-Z])", "-", known).lower()
        known = OPTIONS.get(kebab)
    if isinstance(given, nodes.List):
        for one in given.items:
            yield from unknown(one, known, where)
    if not isinstance(given, nodes.Dict) or not isinstance(known, dict):
        return
    for pair in given.items:
        assert isinstance(pair.key, nodes.Const)
        if pair.key.value not in known:
            yield f"{where}: {pair.key.value}"
        else:
            yield from unknown(pair.value, known[pair.key.value], f"{where}.{pair.key.value}")


def test_the_check_of_options_finds_slips_at_any_depth() -> None:
    text = '{{ govukRadios({"name": "a", "tittle": "b", "hint": {"txt": "c"}, "items": [{"valu": "d"}]}) }}'
    assert list(unknown_options(ours(), text)) == [
        "govukRadios: tittle",
        "govukRadios.hint: txt",
        "govukRadios.items: valu",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ headding }}",
        "{{ form.headding }}",
        "{{ govukTag({'text': headding}) }}",
        "{{ govukButon({'text': 'Save'}) }}",
        "{% if headding %}shown{% endif %}",
        "{% for one in headdings %}{% endfor %}",
    ],
)
def test_a_slip_stops_the_page_and_never_renders_blank(text: str) -> None:
    env = environment(loader=DictLoader({"slip.jinja": text}))
    with pytest.raises(UndefinedError):
        env.get_template("slip.jinja").render(form=object())


def test_what_is_typed_is_shown_as_text_in_our_templates_and_in_components() -> None:
    env = environment(loader=DictLoader({"a.jinja": "{{ typed }}{{ govukTag({'text': typed}) }}"}))
    assert "<script" not in env.get_template("a.jinja").render(typed="<script>")


def test_django_uses_this_environment_strictly() -> None:
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ nobody }}").render({})


def test_a_start_compiles_no_component_that_no_page_has_had(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    monkeypatch.setattr("proviso.web.design.environment.component", lambda name: lambda *_: compiled.append(name))
    started = environment()
    assert compiled == []
    started.from_string("{{ govukPanel({}) }}").render()
    assert compiled == ["panel"]

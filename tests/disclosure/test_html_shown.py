"""HTML as mail programs write it: apart what stands apart, marked what is hidden or struck through, bounded always."""

import time
from collections.abc import Callable

import pytest

from proviso.disclosure.html_bounds import can_be_laid_out
from proviso.disclosure.html_text import LEADS_ELSEWHERE, PLAIN_CHARACTERS, STYLE_SHEET, read_html, text_of

WHITE = "color:#FFF"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "a b\nc\nd"),
        ("<table><tr><td><p>Protocol</p></td><td><p>No</p></td></tr></table>", "Protocol No"),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", "a b c"),
        ("<table><caption>Dates</caption><tbody><tr><th>From<td></td><td>1</td></tbody></table>", "Dates\nFrom 1"),
        ("<div style='display:table-cell'>a</div><div style='display:table-cell'>b</div>", "a\nb"),
        ("<span style='display:block'>a</span><span style='display:block'>b</span>", "a\nb"),
        ("<div>a<div>b</div></div>c<section>d</section>", "a\nb\nc\nd"),
        ("<h1>a</h1><p>b</p>c<dl><dt>d<dd>e</dl>", "a\n\nb\n\nc\n\nd\ne"),
        ("a<br>b<BR/>c<br clear=all>d<br><br>e</br>f", "a\nb\nc\nd\n\ne\nf"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "- a\n- b\n  - c\n- d"),
        ("<ul><li><p>a</p><p>b</p><li><div>c</div></ul>", "- a\n\nb\n\n- c"),
        ("<ol start=4><li>a<li value=9>b<li>c</ol>", "4. a\n9. b\n10. c"),
        ("<ol reversed start=2><li>a<li>b</ol>", "2. a\n1. b"),
        ("<pre>a  b\n\n  c</pre>d", "a  b\n\n  c\n\nd"),
        ("<p style='white-space:pre-wrap'>a  b\nc</p>", "a  b\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n> >\n> > b\n\nc"),
        ("a<hr>b", "a\n---\nb"),
        ("<html><head><title>x</title><body>a</html>b", "ab"),
        ("<head><title>x</title><meta charset=utf-8><p>a", "a"),
        ("<title>x</title>a", "a"),
        ("<noscript>a</noscript><template>b</template>", "a"),
        ("10<sup>6</sup> on the 27<sup>th</sup>", "10^6 on the 27th"),
        ("<q>a</q>", "“a”"),
        ("a&nbsp;b&#8209;c&shy;d&amp;lt;&zzz;&eacute&#x80;", "a b\u2011c\xadd&lt;&zzz;é€"),
        ("w<wbr>o<b>r</b>d", "word"),
        ("<input type=checkbox checked>Yes<input type=radio>No<input value='on Friday'>", "[x] Yes [ ] No [on Friday]"),
        ("<input type=hidden value=x><textarea>a\nb</textarea>", "a\nb"),
        ("see<img alt='a stamp' src=x><img src=y>", "see [picture: a stamp]"),
        ("<iframe src='https://x.example/'>a</iframe>b", "[iframe: not opened] <https://x.example/>b"),
        ("<p>a<p>b<div>c", "a\n\nb\n\nc"),
        ("<i>a<b>b</i>c</b>", "abc"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_what_stands_apart_on_the_page_stands_apart(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<s>no</s>",
        "<strike>no</strike>",
        "<del>no</del>",
        "<span style='text-decoration: line-through'>no</span>",
        "<span style='TEXT-DECORATION-LINE:underline line-through'>no</span>",
        "<b style='text-decoration:line-through !important'><i>no</i></b>",
        "<style>.x{text-decoration:line-through}</style><i class='y x'>no</i>",
    ],
)
def test_what_is_struck_through_says_so(markup: str) -> None:
    assert text_of(f"She has {markup} leave") == "She has [struck through: no] leave"


@pytest.mark.parametrize(
    "markup",
    [
        "<span style='display:none'>no</span>",
        "<span style='DISPLAY : NONE !important;'>no</span>",
        "<span style='visibility:hidden'>no</span>",
        "<span style='visibility:collapse'>no</span>",
        "<span hidden>no</span>",
        "<span hidden=until-found>no</span>",
        "<span style='font-size:0'>no</span>",
        "<span style='font-size:0.0pt'>no</span>",
        "<span style='font-size:0px'><i style='font-size:50%'>no</i></span>",
        "<span style='opacity:0'>no</span>",
        "<span style='mso-hide:all'>no</span>",
        "<span style='max-height:0;overflow:hidden'>no</span>",
        "<span style='position:absolute;left:-9999px'>no</span>",
        "<span style='color:white'>no</span>",
        "<span style='color:#fff'>no</span>",
        "<span style='color: rgb(255, 255, 255)'>no</span>",
        "<span style='color:#fefefe'>no</span>",
        "<span style='color:transparent'>no</span>",
        "<span style='color:rgba(0,0,0,0)'>no</span>",
        "<font color=#FFFFFF>no</font>",
        "<font color=white>no</font>",
        "<span style='background:#000'>no</span>",
        "<span style='background-color:#1b3a4b;color:#1b3a4b'>no</span>",
        "<style>#x, p.y{display:none}</style><i id=x>no</i>",
        "<style>@media screen { i{visibility:hidden} }</style><i>no</i>",
        "<dialog>no</dialog>",
    ],
)
def test_what_nobody_would_see_says_so(markup: str) -> None:
    assert " ".join(text_of(f"She has {markup} leave").split()) == "She has [hidden: no] leave"


@pytest.mark.parametrize(
    "markup",
    [
        "<div style='font-size:0'><p style='font-size:14px'>no</p></div>",
        "<div style='visibility:hidden'><p style='visibility:visible'>no</p></div>",
        f"<div style='{WHITE}'><p style='color:black'>no</p></div>",
        f"<div style='background:#1b3a4b'><p style='{WHITE}'>no</p></div>",
        f"<table bgcolor=navy><tr><td style='{WHITE}'>no</table>",
        f"<table bgcolor='#000080'><tr><td style='{WHITE}'>no</table>",
        f"<div style='background:url(x.png)'><p style='{WHITE}'>no</p></div>",
        "<p style='background:transparent'>no</p>",
        "<p style='height:0'>no</p>",
        "<dialog open>no</dialog>",
        "<p style='border-color:white'>no</p>",
    ],
)
def test_what_can_be_seen_is_not_called_hidden(markup: str) -> None:
    assert text_of(markup) == "no"


@pytest.mark.parametrize(
    ("markup", "text", "warned"),
    [
        ("<a href='https://a.example/x'>our page</a>", "our page <https://a.example/x>", False),
        ("<a href='https://a.example/'>a.example</a>", "a.example", False),
        ("<a href='mailto:a@b.example'>a@b.example</a>", "a@b.example", False),
        ("<a href='mailto:c@d.example'>a@b.example</a>", "a@b.example <mailto:c@d.example>", True),
        ("<a href='https://evil.example'>https://a.example</a>", "https://a.example <https://evil.example>", True),
        ("<ul><li><a href='https://evil.example'>a.example</a></ul>", "- a.example <https://evil.example>", True),
        ("<s><a href='mailto:a@b.example'>a@b.example</a></s>", "[struck through: a@b.example]", False),
        ("<a href=https://evil.example/a.example>www.a.example/x</a>", None, True),
        ("<a href='https://a.example/long?x=1'>https://a.example/long</a>", None, False),
        ("<a href='https://a.example/x'><img alt=stamp></a>", "[picture: stamp] <https://a.example/x>", False),
        ("<a href='https://a.example/x'></a>", "<https://a.example/x>", False),
        ("<a href='#below'>below</a><a name=x>y</a>", "belowy", False),
        ("<a href='javascript:alert(1)'>x</a>", "x <javascript:alert(1)>", False),
        (f"<a href='https://a.example/{'x' * 900}'>x</a>", None, False),
    ],
)
def test_a_link_stands_with_its_address(markup: str, text: str | None, warned: bool) -> None:
    read = read_html(markup)
    assert text is None or read.text == text
    assert (LEADS_ELSEWHERE in read.notes) is warned
    assert len(read.text) < 400


def test_a_style_sheet_that_is_not_followed_is_said() -> None:
    assert read_html("<style>.a .b{display:none}</style>x").notes == (STYLE_SHEET,)
    assert read_html("<style>.a .b{margin:0} /* x{display:none} */</style>x").notes == ()


HOSTILE: dict[str, Callable[[int], str]] = {
    "less than": lambda many: "<" * many * 20,
    "divs": lambda many: "<div>" * many,
    "unclosed bold": lambda many: "<b>" * many,
    "bold of many kinds": lambda many: "".join(f"<p><font a={number}>x</p>" for number in range(many)),
    "paragraphs in bold": lambda many: "<b><p>" * many,
    "tables": lambda many: "<table>" * many,
    "cells": lambda many: "<table><tr><td>" * many,
    "links in tables": lambda many: "<a><table>" * many,
    "attributes": lambda many: "<a " + " ".join(f"a{number}=1" for number in range(many)) + ">x",
    "attributes without end": lambda many: "<a " + " ".join(f"a{number}" for number in range(many)),
    "ends": lambda many: "</p>" * many,
    "wrong ends": lambda many: "<p>" + "</b></i>" * many,
    "entities": lambda many: "&amp" * many * 4,
    "lists": lambda many: "<ul><li>" * many,
    "quotations": lambda many: "<blockquote>" * many + "x",
    "breaks": lambda many: "<br>" * many,
    "comments": lambda many: "<!--" * many,
    "drawings": lambda many: "<svg><p>" * many,
    "forms": lambda many: "<form><div><p></div>" * many,
    "rules": lambda many: "<style>" + "a{color:red}" * many + "</style>x",
    "selectors": lambda many: "<style>" + ",".join(f".c{number}" for number in range(many)) + "{color:red}</style>x",
    "styles": lambda many: "<p style='" + "color:red;" * many + "'>x",
    "spaces": lambda many: f"<p>{' ' * many * 10}x",
    "an address": lambda many: f"<a href='{'x ' * many}'>{'y.' * many}</a>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_takes_a_time_that_grows_with_its_length(name: str) -> None:
    def seconds(many: int) -> float:
        markup = HOSTILE[name](many)
        began = time.process_time()
        read_html(markup)
        return time.process_time() - began

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.01)


@pytest.mark.parametrize("name", ["divs", "bold of many kinds", "attributes", "ends"])
def test_html_that_cannot_be_laid_out_is_shown_by_its_characters(name: str) -> None:
    markup = HOSTILE[name](100_000)
    read = read_html(f"<td>a</td><td>b</td>{markup}c")
    assert not can_be_laid_out(markup)
    assert (read.text.startswith("a b"), read.notes) == (True, (PLAIN_CHARACTERS,))


def test_ordinary_html_can_be_laid_out() -> None:
    thread = "<div><p>words</p><blockquote>" * 60 + "</blockquote></div>" * 60
    rows = "<tr><td><p class=MsoNormal><span><b>a</b></span></p></td></tr>" * 2_000
    assert can_be_laid_out(f"<table>{rows}</table>{thread}<p>a<p>b<li>c")
    picture = f"<img src='data:image/png;base64,{'A' * 500_000}' alt=x>"
    assert read_html(f"{picture}<p>y").text == "[picture: x]\n\ny"

"""HTML as other people write it becomes its text, in time that grows no faster than the HTML."""

import time

import pytest

from proviso.disclosure.html_text import text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <b>two</b>&nbsp;&amp;<br>three", "One two &\nthree"),
        ("<TITLE>No</TITLE><Style>p{}</sTyle ><P>Yes", "Yes"),
        ("<script>'</scripts>' < 1</script>x", "x"),
        ("<p title='a > b' class=it's>x</p>", "x"),
        ("<p title=\"a > b\"  lang = 'en'>x</p>", "x"),
        ("1 < 2, <3 and 3 > 2", "1 < 2, <3 and 3 > 2"),
        ("a<!-- <p>b</p> -->c<!doctype x><?xml?>d<!-->e", "acde"),
        ("<![if mso]>x<![endif]>", "x"),
        ("x<a href='no end", "x"),
        ("x<!-- no end", "x"),
        ("x<script>no end", "x"),
        ("<o:p>x</o:p><svg/onload=alert(1)>y", "xy"),
        ("&#0;&#x110000;&lt;b&gt;", "\ufffd\ufffd<b>"),
        (f"&#{'9' * 5000};x", "\ufffdx"),
        ("", ""),
    ],
)
def test_html_becomes_its_text(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "unit", ["<a ", "<a", "</", "<", "<!--", "<![CDATA[", "<!a", "<?", "<script>", "<title>", '<a =">', "<a ='\">'>\""]
)
def test_ten_times_as_much_takes_no_more_than_thirty_times_as_long(unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        text_of(unit * times)
        return time.process_time() - began

    assert seconds(100_000) < 30 * max(seconds(10_000), 0.005)

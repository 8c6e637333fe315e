"""The browser of the tests: what is done where there is none, and that it hears what goes wrong."""

import pytest

import chromium


def test_without_a_browser_ci_fails_and_others_leave_the_tests_out(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Chromium is on the PATH"):
        chromium.wanted()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        chromium.wanted()


@pytest.mark.slow
def test_complaints_of_a_page_are_heard(browser, tmp_path):
    """What the tests of the page rely on: errors, scripts against the policy, and requests."""
    path = tmp_path / "bad.html"
    path.write_text(
        "<!DOCTYPE html><meta charset='utf-8'><title>a</title><p>a</p>"
        "<script>setTimeout(() => missing());</script>"
        "<img src='http://127.0.0.1:9/a.png' alt=''>"
    )
    with browser.tab(path) as tab:
        tab.js("new Promise((done) => setTimeout(done, 100))")
        said = "\n".join(tab.complaints())
    assert "missing is not defined" in said
    assert "http://127.0.0.1:9/a.png" in said

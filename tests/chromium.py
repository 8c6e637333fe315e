"""Headless Chromium on a pipe: pages are opened, asked by JavaScript, typed at and printed."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--mute-audio",
    "--remote-debugging-pipe",
    "about:blank",
)
PATIENCE = 30.0
"""Seconds to wait for an answer."""
KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "Space": (32, " "),
    "End": (35, ""),
    "Home": (36, ""),
    "ArrowLeft": (37, ""),
    "ArrowUp": (38, ""),
    "ArrowRight": (39, ""),
    "ArrowDown": (40, ""),
    "Backspace": (8, ""),
}


def executable():
    """Return the path of a Chromium, or None; `CHROMIUM` names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def wanted():
    """Return the path of a Chromium; without one tests fail in CI, and are left out elsewhere."""
    path = executable()
    if path is None:
        why = "no Chromium is on the PATH: the page is tested in one (apt-get install chromium)"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(why)
        pytest.skip(why)
    return path


class Browser:
    """A Chromium that is spoken to in its DevTools protocol, by JSON between zero bytes."""

    def __init__(self, path):
        self._folder = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        reads, self._out = os.pipe()
        self._in, writes = os.pipe()
        self._count, self._rest, self._events = 0, b"", []
        # it reads commands from file descriptor 3 and answers on 4
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (reads, writes)]
        command = f'exec "$0" "$@" 3<&{high[0]} 4>&{high[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", command, path, f"--user-data-dir={self._folder.name}", *FLAGS],
            pass_fds=high,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (reads, writes, *high):
            os.close(end)

    def close(self):
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):
            self.ask("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        os.close(self._in)
        os.close(self._out)
        self._folder.cleanup()

    def ask(self, method, session=None, **parameters):
        """Send a command and return its answer; events on the way are kept."""
        self._count += 1
        said = {"id": self._count, "method": method, "params": parameters}
        if session is not None:
            said["sessionId"] = session
        os.write(self._out, json.dumps(said).encode() + b"\0")
        number = self._count
        until = time.monotonic() + PATIENCE
        while True:
            message = self._next(until, method)
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self._events.append(message)

    def events(self, session):
        """Return and forget the events of a session so far."""
        found = [event for event in self._events if event.get("sessionId") == session]
        self._events = [event for event in self._events if event.get("sessionId") != session]
        return found

    def wait(self, session, method):
        """Wait for an event."""
        until = time.monotonic() + PATIENCE
        while not any(
            event.get("sessionId") == session and event["method"] == method
            for event in self._events
        ):
            self._events.append(self._next(until, method))

    def _next(self, until, what):
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError(f"Chromium did not answer {what} in {PATIENCE} s")
            more = os.read(self._in, 1 << 20)
            if not more:
                raise RuntimeError(f"Chromium ended (status {self._process.poll()})")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    @contextlib.contextmanager
    def tab(self, path, *, width=1280, height=900, dark=False, fragment=""):
        """Open a file in a tab of its own."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session, Path(path).resolve().as_uri())
        try:
            for domain in ("Page", "Runtime", "Log", "Network"):
                tab.ask(f"{domain}.enable")
            tab.size(width, height)
            tab.scheme(dark)
            tab.open(fragment)
            yield tab
        finally:
            self.ask("Target.closeTarget", targetId=target)


class Tab:
    """One page in the browser."""

    def __init__(self, browser, session, address):
        self._browser, self._session, self.address = browser, session, address
        self.said, self.asked = [], []

    def ask(self, method, **parameters):
        return self._browser.ask(method, self._session, **parameters)

    def size(self, width, height):
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def scheme(self, dark, media=""):
        value = "dark" if dark else "light"
        features = [
            {"name": "prefers-color-scheme", "value": value},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def open(self, fragment=""):
        """Load the page anew."""
        self._note()
        self.ask("Page.navigate", url="about:blank")
        self._browser.wait(self._session, "Page.loadEventFired")
        self._note()
        self.ask("Page.navigate", url=self.address + fragment)
        self._browser.wait(self._session, "Page.loadEventFired")
        self._note()

    def js(self, expression):
        """Return the value of an expression, which may be a promise."""
        answer = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def key(self, name, times=1):
        """Press a key, or type a sign."""
        code, text = KEYS.get(name, (ord(name.upper()[0]), name))
        key = " " if name == "Space" else name
        for _ in range(times):
            common = {"key": key, "code": name, "windowsVirtualKeyCode": code}
            self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def screenshot(self, path, full=True):
        answer = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        Path(path).write_bytes(base64.b64decode(answer["data"]))

    def pdf(self):
        """Print on paper as the page's style wants it."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def complaints(self):
        """Return errors and warnings of the console, exceptions and requests to others so far."""
        self._note()
        own = ("file:", "data:", "about:")
        return self.said + [address for address in self.asked if not address.startswith(own)]

    def _note(self):
        for event in self._browser.events(self._session):
            told = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                self.said.append(json.dumps(told["exceptionDetails"]))
            elif event["method"] == "Log.entryAdded":
                self.said.append(f"{told['entry']['level']}: {told['entry']['text']}")
            elif event["method"] == "Runtime.consoleAPICalled":
                self.said.append(f"{told['type']}: {told['args']}")
            elif event["method"] == "Network.requestWillBeSent":
                self.asked.append(told["request"]["url"])

"""Chromium without a window, driven through a pipe by its DevTools protocol."""
import base64
import json
import os
import shutil
import subprocess
import tempfile


class Chromium:
    def __init__(self):
        self.profile = tempfile.mkdtemp()
        command_read, self.commands = os.pipe()
        self.messages, message_write = os.pipe()
        # Chromium reads commands from descriptor 3 and writes messages to 4, in a shell that puts them there.
        self.process = subprocess.Popen(
            ["sh", "-c", f'exec "$@" 3<&{command_read} 4>&{message_write}', "sh", "chromium", "--headless",
             "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--force-color-profile=srgb", f"--user-data-dir={self.profile}", "--remote-debugging-pipe", "about:blank"],
            pass_fds=(command_read, message_write), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            env={**os.environ, "HOME": self.profile})
        os.close(command_read)
        os.close(message_write)
        self.rest = b""
        self.number = 0
        self.session = None
        self.events = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in "Page", "Runtime", "Network", "Debugger":
            self.call(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.rest:
            read = os.read(self.messages, 1 << 20)
            if not read:
                raise RuntimeError("Chromium has ended")
            self.rest += read
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def send(self, method, **params):
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        return self.number

    def call(self, method, **params):
        number = self.send(method, **params)
        while True:
            message = self.message()
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.note(message)

    def note(self, message):
        if message.get("sessionId") == self.session and "method" in message:
            self.events.append((message["method"], message["params"]))
            if message["method"] == "Page.javascriptDialogOpening":
                self.send("Page.handleJavaScriptDialog", accept=True)

    def open(self, path, width):
        """Opens a file; returns what happened while it was loaded and drawn."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=False)
        self.call("Page.navigate", url="about:blank")
        self.events = []
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        while not any(method == "Page.loadEventFired" for method, _ in self.events):
            self.note(self.message())
        self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
        return self.events

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"]["description"])
        return result["result"].get("value")

    def screenshot(self, path):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def pdf(self, path):
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

"""Reads and works the window as a screen reader does, over AT-SPI, and tells what it found.

Run by `scripts/screen-reader` inside a display and a session bus of its own: python3 screen_reader.py PROGRAM DIRECTORY
"""

import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 60.0


def announce_reader():
    """Says on the session bus that a screen reader runs; until then a window keeps its tree to itself."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None, 0, 10_000, None
        )


def nodes(parent):
    """Every node below one, in reading order; a node that goes away in the meantime is left out."""
    for index in range(parent.get_child_count()):
        child = parent.get_child_at_index(index)
        if child is not None:
            yield child
            yield from nodes(child)


def tree():
    """Role, name and node of everything that the window tells, without the spaces that hold a line together."""
    desktop, found = Atspi.get_desktop(0), []
    for index in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(index)
        if application is None or "madoguchi" not in (application.get_name() or "").lower():
            continue
        for node in nodes(application):
            try:
                name = (node.get_name() or "").replace("\u00a0", " ")
                found.append((node.get_role_name(), name, node))
            except GLib.Error:
                continue
    return [one for one in found if one[1]]


def find(words):
    """Waits for a node whose name holds `words`."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            for role, name, node in tree():
                if words in name:
                    return role, name, node
        except GLib.Error:
            pass  # The tree changed while it was read.
        time.sleep(0.1)
    there = [f"{role}: {name}" for role, name, _ in tree()]
    sys.exit(f"no screen reader finds {words!r}; it finds {there}")


def press(words):
    """Does what a button says."""
    role, name, node = find(words)
    Atspi.Action.do_action(node, 0)
    print(f"pressed  {role}: {name}")


def main():
    program, directory = sys.argv[1:]
    announce_reader()
    window = subprocess.Popen(
        [program, "rehearse", "--english", "--reader", "in-process", "--directory", directory]
    )
    try:
        find("Place your My Number Card here")
        for role, name, _ in tree():
            print(f"{role:<14} {name}")
        press("Lower")
        find("Higher")
        press("窓口　花子")  # On the bench beside the screen: her card is laid down.
        press("Share all")
        find("The check is finished")
        press("Take the card away")
        find("Please take a seat")
        print("a screen reader rode a whole visit")
    finally:
        window.terminate()
        window.wait()


main()

"""A screen reader in a nutshell: it sees the kiosk over AT-SPI alone, and does what each line asks for.

tree          says role and name of everything there is, tab between, then "done"
await NAME    waits until something is called NAME
press NAME    waits for it, and does its first action
place NAME    waits for it, and says where it is: left, top, width and height, tabs between
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 20


def announce():
    """Says on the session's bus that somebody needs the tree, as Orca does when it starts."""
    value = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    properties = "org.freedesktop.DBus.Properties"
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", properties, "Set", value, None, 0, 10_000, None)


def everything(node):
    """Yields what is below a node; what has just gone from the screen is passed over."""
    try:
        children = [node.get_child_at_index(index) for index in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in filter(None, children):
        yield child
        yield from everything(child)


def said(node):
    """Role and name; a space that no line may break at is heard as any other."""
    try:
        return node.get_role_name(), node.get_name().replace("\u00a0", " ")
    except GLib.Error:
        return "", ""


def called(name):
    """Waits for whatever has this name."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for node in everything(Atspi.get_desktop(0)):
            if said(node)[1] == name:
                return node
        time.sleep(0.05)
    return None


def obey(order, name):
    if order == "tree":
        for node in everything(Atspi.get_desktop(0)):
            print(*said(node), sep="\t")
        return "done"
    node = called(name)
    if node is None:
        names = [said(node)[1] for node in everything(Atspi.get_desktop(0))]
        return f"no: nothing is called {name}, only {names}"
    if order == "press" and not node.get_action_iface().do_action(0):
        return f"no: {name} cannot be pressed"
    if order == "place":
        place = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        print(place.x, place.y, place.width, place.height, sep="\t")
    return "done"


announce()
print("ready", flush=True)
for line in sys.stdin:
    order, _, name = line.strip().partition(" ")
    print(obey(order, name), flush=True)

"""Plays a USB bus to whoever runs under umockdev-wrapper: says where, then plugs and unplugs what each line asks for.

add NUMBER SERIAL    plugs in device 001/NUMBER, which ifd-madoguchi.bundle drives
remove NUMBER        pulls it out
"""

import sys

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import UMockdev  # noqa: E402

IDENTITY = {"idVendor": "1209", "idProduct": "0001", "bConfigurationValue": "1"}
bus = UMockdev.Testbed.new()
plugged = {}


def flat(pairs):
    return [text for pair in pairs.items() for text in pair]


def add(number, serial):
    address = f"{int(number):03}"
    attributes = IDENTITY | {"busnum": "1", "devnum": number, "serial": serial}
    properties = {"DEVTYPE": "usb_device", "BUSNUM": "001", "DEVNUM": address, "PRODUCT": "1209/1/100"}
    properties["DEVNAME"] = f"/dev/bus/usb/001/{address}"
    device = bus.add_device("usb", f"1-{number}", None, flat(attributes), flat(properties))
    attributes = {"bInterfaceNumber": "00", "bInterfaceClass": "0b"}
    properties = {"DEVTYPE": "usb_interface", "PRODUCT": "1209/1/100"}
    interface = bus.add_device("usb", f"1-{number}:1.0", device, flat(attributes), flat(properties))
    plugged[number] = [interface, device]


def remove(number):
    for path in plugged.pop(number):
        bus.uevent(path, "remove")
        bus.remove_device(path)


print(bus.get_root_dir(), flush=True)
for line in sys.stdin:
    what, *arguments = line.split()
    {"add": add, "remove": remove}[what](*arguments)
    print("done", flush=True)

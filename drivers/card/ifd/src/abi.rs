//! The ten functions that pcscd calls, as `ifdhandler.h` of pcsc-lite declares them (DWORD is `unsigned long`).
//!
//! Each turns its pointers into slices and its outcome into a response code, and does nothing else.

use std::ffi::{CStr, c_char, c_long, c_uchar, c_ulong};
use std::{io, slice};

use crate::reader::{self, Reader};

type Dword = c_ulong;
type ResponseCode = c_long;

const TAG_IFD_ATR: Dword = 0x0303;
const TAG_IFD_SLOT_THREAD_SAFE: Dword = 0x0FAC;
const TAG_IFD_THREAD_SAFE: Dword = 0x0FAD;
const TAG_IFD_SLOTS_NUMBER: Dword = 0x0FAE;
const TAG_IFD_SIMULTANEOUS_ACCESS: Dword = 0x0FAF;

const IFD_POWER_UP: Dword = 500;
const IFD_POWER_DOWN: Dword = 501;
const IFD_RESET: Dword = 502;

const IFD_SUCCESS: ResponseCode = 0;
const IFD_ERROR_TAG: ResponseCode = 600;
const IFD_ERROR_NOT_SUPPORTED: ResponseCode = 606;
const IFD_ERROR_POWER_ACTION: ResponseCode = 608;
const IFD_COMMUNICATION_ERROR: ResponseCode = 612;
const IFD_NOT_SUPPORTED: ResponseCode = 614;
const IFD_ICC_PRESENT: ResponseCode = 615;
const IFD_ICC_NOT_PRESENT: ResponseCode = 616;
const IFD_NO_SUCH_DEVICE: ResponseCode = 617;
const IFD_ERROR_INSUFFICIENT_BUFFER: ResponseCode = 618;

/// More readers than any desk has.
const READERS: u8 = 16;

/// SCARD_IO_HEADER: the protocol of an exchange.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct IoHeader {
    protocol: Dword,
    length: Dword,
}

/// Opens the reader that `reader.conf` names.
///
/// # Safety
/// `device` is null or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHCreateChannelByName(lun: Dword, device: *const c_char) -> ResponseCode {
    if device.is_null() {
        return IFD_NO_SUCH_DEVICE;
    }
    // SAFETY: not null, and pcscd passes the zero-terminated DEVICENAME of reader.conf, which outlives the call.
    let device = unsafe { CStr::from_ptr(device) };
    let opened = device.to_str().ok().and_then(|device| reader::open(lun, device));
    opened.map_or(IFD_NO_SUCH_DEVICE, |()| IFD_SUCCESS)
}

/// Refuses to open a reader by number alone: its socket would be unknown.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHCreateChannel(_lun: Dword, _channel: Dword) -> ResponseCode {
    IFD_NO_SUCH_DEVICE
}

/// Closes the reader.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHCloseChannel(lun: Dword) -> ResponseCode {
    reader::close(lun).map_or(IFD_NO_SUCH_DEVICE, |()| IFD_SUCCESS)
}

/// Tells the ATR and what the driver can do.
///
/// # Safety
/// `length` points to the capacity of the buffer at `value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHGetCapabilities(
    lun: Dword,
    tag: Dword,
    length: *mut Dword,
    value: *mut c_uchar,
) -> ResponseCode {
    let answer = match tag {
        TAG_IFD_ATR => match reader::with(lun, |reader| reader.atr().to_vec()) {
            Some(atr) => atr,
            None => return IFD_NO_SUCH_DEVICE,
        },
        TAG_IFD_SIMULTANEOUS_ACCESS => vec![READERS],
        TAG_IFD_THREAD_SAFE | TAG_IFD_SLOTS_NUMBER => vec![1],
        TAG_IFD_SLOT_THREAD_SAFE => vec![0],
        _ => return IFD_ERROR_TAG,
    };
    // SAFETY: pcscd passes a buffer and, in `length`, how many bytes it holds.
    unsafe { hand_over(&answer, value, length) }
}

/// Refuses every setting: there is none.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHSetCapabilities(
    _lun: Dword,
    _tag: Dword,
    _length: Dword,
    _value: *const c_uchar,
) -> ResponseCode {
    IFD_NOT_SUPPORTED
}

/// Accepts every protocol: the wire carries whole APDUs.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHSetProtocolParameters(
    _lun: Dword,
    _protocol: Dword,
    _flags: c_uchar,
    _pts1: c_uchar,
    _pts2: c_uchar,
    _pts3: c_uchar,
) -> ResponseCode {
    IFD_SUCCESS
}

/// Powers the card up, down, or resets it, and hands over the ATR.
///
/// # Safety
/// `length` points to the capacity of the buffer at `atr`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHPowerICC(
    lun: Dword,
    action: Dword,
    atr: *mut c_uchar,
    length: *mut Dword,
) -> ResponseCode {
    let act: fn(&mut Reader) -> io::Result<()> = match action {
        IFD_POWER_UP => Reader::power_on,
        IFD_RESET => Reader::reset,
        IFD_POWER_DOWN => Reader::power_off,
        _ => return IFD_NOT_SUPPORTED,
    };
    let answer = reader::with(lun, |reader| act(reader).map(|()| reader.atr().to_vec()));
    match answer {
        None => IFD_NO_SUCH_DEVICE,
        Some(Err(_)) => IFD_ERROR_POWER_ACTION,
        // SAFETY: pcscd passes a buffer and, in `length`, how many bytes it holds.
        Some(Ok(answer)) => unsafe {
            hand_over(if action == IFD_POWER_DOWN { &[] } else { &answer }, atr, length)
        },
    }
}

/// Carries one command APDU to the card and its response back.
///
/// # Safety
/// `command` holds `command_length` bytes, `response` as many as `response_length` points to; `received` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHTransmitToICC(
    lun: Dword,
    sent: IoHeader,
    command: *const c_uchar,
    command_length: Dword,
    response: *mut c_uchar,
    response_length: *mut Dword,
    received: *mut IoHeader,
) -> ResponseCode {
    if command.is_null() {
        return IFD_COMMUNICATION_ERROR;
    }
    // SAFETY: not null, and pcscd passes the command with its length.
    let command = unsafe { slice::from_raw_parts(command, command_length as usize) };
    let answer = reader::with(lun, |reader| reader.transmit(command));
    // SAFETY: null, or pcscd's own header, which nothing else uses during the call.
    if let Some(received) = unsafe { received.as_mut() } {
        received.protocol = sent.protocol;
    }
    match answer {
        None => IFD_NO_SUCH_DEVICE,
        Some(Ok(answer)) if answer.len() >= 2 => {
            // SAFETY: pcscd passes a buffer and, in `response_length`, how many bytes it holds.
            unsafe { hand_over(&answer, response, response_length) }
        }
        Some(_) => IFD_COMMUNICATION_ERROR,
    }
}

/// Knows no control code: the reader has no keypad and no display.
///
/// # Safety
/// `returned` is null or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHControl(
    _lun: Dword,
    _code: Dword,
    _input: *const c_uchar,
    _input_length: Dword,
    _output: *mut c_uchar,
    _output_length: Dword,
    returned: *mut Dword,
) -> ResponseCode {
    // SAFETY: null, or pcscd's own counter, which nothing else uses during the call.
    if let Some(returned) = unsafe { returned.as_mut() } {
        *returned = 0;
    }
    IFD_ERROR_NOT_SUPPORTED
}

/// Tells whether a card lies on the reader; pcscd asks every 400 ms.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHICCPresence(lun: Dword) -> ResponseCode {
    match reader::with(lun, Reader::is_present) {
        Some(true) => IFD_ICC_PRESENT,
        Some(false) => IFD_ICC_NOT_PRESENT,
        None => IFD_NO_SUCH_DEVICE,
    }
}

/// Copies `answer` into a buffer of pcscd and writes down its length.
///
/// # Safety
/// `length` is null or points to the capacity of the buffer at `buffer`, and nothing else uses either meanwhile.
unsafe fn hand_over(answer: &[u8], buffer: *mut c_uchar, length: *mut Dword) -> ResponseCode {
    // SAFETY: the caller promises a valid pointer or null.
    let Some(length) = (unsafe { length.as_mut() }) else { return IFD_COMMUNICATION_ERROR };
    if answer.len() > *length as usize {
        return IFD_ERROR_INSUFFICIENT_BUFFER;
    }
    if !answer.is_empty() {
        if buffer.is_null() {
            return IFD_ERROR_INSUFFICIENT_BUFFER;
        }
        // SAFETY: the buffer is not null and holds at least `answer.len()` bytes; `answer` is our own and does not overlap.
        unsafe { slice::from_raw_parts_mut(buffer, answer.len()) }.copy_from_slice(answer);
    }
    *length = answer.len() as Dword;
    IFD_SUCCESS
}

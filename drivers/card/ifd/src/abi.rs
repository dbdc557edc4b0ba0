//! The functions that pcscd calls, as `ifdhandler.h` of pcsc-lite declares them (DWORD is `unsigned long`).
//!
//! Each turns its pointers into slices and its outcome into a response code, and does nothing else. A panic stops at the
//! border: pcscd hears of an error of communication and lives on.

use std::ffi::{CStr, c_char, c_int, c_long, c_uchar, c_ulong};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use std::{io, slice};

use crate::reader::{self, Reader};

type Dword = c_ulong;
type ResponseCode = c_long;

const TAG_IFD_ATR: Dword = 0x0303;
const TAG_IFD_SLOT_THREAD_SAFE: Dword = 0x0FAC;
const TAG_IFD_THREAD_SAFE: Dword = 0x0FAD;
const TAG_IFD_SLOTS_NUMBER: Dword = 0x0FAE;
const TAG_IFD_SIMULTANEOUS_ACCESS: Dword = 0x0FAF;
const TAG_IFD_POLLING_THREAD_KILLABLE: Dword = 0x0FB1;
const TAG_IFD_STOP_POLLING_THREAD: Dword = 0x0FB2;
const TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: Dword = 0x0FB3;
/// SCARD_ATTR_ATR_STRING of SCardGetAttrib.
const ATTRIBUTE_ATR: Dword = 0x0009_0303;

/// CM_IOCTL_GET_FEATURE_REQUEST of PC/SC part 10, as pcsc-lite codes it: SCARD_CTL_CODE(3400).
const GET_FEATURES: Dword = 0x4200_0D48;

const IFD_POWER_UP: Dword = 500;
const IFD_POWER_DOWN: Dword = 501;
const IFD_RESET: Dword = 502;

const IFD_SUCCESS: ResponseCode = 0;
const IFD_ERROR_TAG: ResponseCode = 600;
const IFD_ERROR_NOT_SUPPORTED: ResponseCode = 606;
const IFD_ERROR_POWER_ACTION: ResponseCode = 608;
const IFD_COMMUNICATION_ERROR: ResponseCode = 612;
const IFD_RESPONSE_TIMEOUT: ResponseCode = 613;
const IFD_NOT_SUPPORTED: ResponseCode = 614;
const IFD_ICC_PRESENT: ResponseCode = 615;
const IFD_ICC_NOT_PRESENT: ResponseCode = 616;
const IFD_NO_SUCH_DEVICE: ResponseCode = 617;
const IFD_ERROR_INSUFFICIENT_BUFFER: ResponseCode = 618;

/// More readers than any desk has; pcscd itself stops at 16.
const READERS: u8 = 16;

/// SCARD_IO_HEADER: the protocol of an exchange.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct IoHeader {
    protocol: Dword,
    length: Dword,
}

/// `IFDHCreateChannelByName`: opens the reader that `reader.conf` or the USB bus names.
///
/// IFD_NO_SUCH_DEVICE for a name from which no socket follows; whether a card listens there is not asked.
///
/// # Safety
/// `device` is null or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHCreateChannelByName(lun: Dword, device: *const c_char) -> ResponseCode {
    if device.is_null() {
        return IFD_NO_SUCH_DEVICE;
    }
    // SAFETY: not null, and pcscd passes a zero-terminated name, which outlives the call.
    let device = unsafe { CStr::from_ptr(device) };
    guarded(|| done(device.to_str().ok().and_then(|device| reader::open(lun, device))))
}

/// `IFDHCreateChannel`: refuses to open a reader by number alone, for its socket would be unknown.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHCreateChannel(_lun: Dword, _channel: Dword) -> ResponseCode {
    IFD_NO_SUCH_DEVICE
}

/// `IFDHCloseChannel`: closes the reader; its card loses power with the wire.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHCloseChannel(lun: Dword) -> ResponseCode {
    guarded(|| done(reader::close(lun)))
}

/// `IFDHGetCapabilities`: tells the ATR (mandatory), how many readers at once, and the functions that wait for a card.
///
/// IFD_ERROR_TAG for anything else, as the header asks for.
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
    guarded(|| {
        let answer = match tag {
            TAG_IFD_ATR | ATTRIBUTE_ATR => match reader::with(lun, |reader| reader.atr().to_vec()) {
                Some(atr) => atr,
                None => return IFD_NO_SUCH_DEVICE,
            },
            TAG_IFD_SIMULTANEOUS_ACCESS => vec![READERS],
            TAG_IFD_THREAD_SAFE | TAG_IFD_SLOTS_NUMBER => vec![1],
            TAG_IFD_SLOT_THREAD_SAFE | TAG_IFD_POLLING_THREAD_KILLABLE => vec![0],
            TAG_IFD_POLLING_THREAD_WITH_TIMEOUT => {
                (await_change as extern "C" fn(_, _) -> _ as usize).to_ne_bytes().to_vec()
            }
            TAG_IFD_STOP_POLLING_THREAD => (hurry as extern "C" fn(_) -> _ as usize).to_ne_bytes().to_vec(),
            _ => return IFD_ERROR_TAG,
        };
        // SAFETY: pcscd passes a buffer and, in `length`, how many bytes it holds.
        unsafe { hand_over(&answer, value, length) }
    })
}

/// TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: sleeps until a card came or went, and no longer than `timeout` milliseconds.
extern "C" fn await_change(lun: Dword, timeout: c_int) -> ResponseCode {
    let limit = Duration::from_millis(timeout.try_into().unwrap_or(0));
    guarded(|| done(reader::await_change(lun, limit)))
}

/// TAG_IFD_STOP_POLLING_THREAD: wakes [`await_change`] before its time.
extern "C" fn hurry(lun: Dword) -> ResponseCode {
    guarded(|| done(reader::hurry(lun)))
}

/// `IFDHSetCapabilities`: knows no setting.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHSetCapabilities(
    _lun: Dword,
    _tag: Dword,
    _length: Dword,
    _value: *const c_uchar,
) -> ResponseCode {
    IFD_ERROR_TAG
}

/// `IFDHSetProtocolParameters`: accepts every protocol, for the wire carries whole APDUs.
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

/// `IFDHPowerICC`: powers the card up, down, or resets it, and hands over the ATR, which is empty after a power down.
///
/// "Reset errors should return zero for the AtrLength and return IFD_ERROR_POWER_ACTION." A card that was lifted already
/// has no power, so a power down of nothing succeeds.
///
/// # Safety
/// `length` points to the capacity of the buffer at `atr`, or both are null.
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
        IFD_POWER_DOWN => |reader| reader.power_off().or(Ok(())),
        _ => return IFD_NOT_SUPPORTED,
    };
    guarded(|| {
        let answer = reader::with(lun, |reader| act(reader).map(|()| reader.atr().to_vec()));
        let (atr_now, code) = match answer {
            None => (Vec::new(), IFD_NO_SUCH_DEVICE),
            Some(Err(_)) => (Vec::new(), IFD_ERROR_POWER_ACTION),
            Some(Ok(atr_now)) => (atr_now, IFD_SUCCESS),
        };
        if length.is_null() && action == IFD_POWER_DOWN {
            return code;
        }
        // SAFETY: pcscd passes a buffer and, in `length`, how many bytes it holds.
        let handed_over = unsafe { hand_over(&atr_now, atr, length) };
        if code == IFD_SUCCESS { handed_over } else { code }
    })
}

/// `IFDHTransmitToICC`: carries one command APDU to the card and its response back, both whole.
///
/// IFD_RESPONSE_TIMEOUT for a card that stays silent, IFD_ICC_NOT_PRESENT for one that was lifted; "RxLength should be set
/// to zero on error".
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
    // SAFETY: null, or pcscd's own header, which nothing else uses during the call.
    if let Some(received) = unsafe { received.as_mut() } {
        received.protocol = sent.protocol;
    }
    guarded(|| {
        let code = match reader::with(lun, |reader| reader.transmit(command)) {
            Some(Ok(answer)) if answer.len() >= 2 => {
                // SAFETY: pcscd passes a buffer and, in `response_length`, how many bytes it holds.
                return unsafe { hand_over(&answer, response, response_length) };
            }
            Some(Ok(_)) => IFD_COMMUNICATION_ERROR,
            Some(Err(error)) => failure(&error),
            None => IFD_NO_SUCH_DEVICE,
        };
        // SAFETY: null, or pcscd's own counter.
        if let Some(length) = unsafe { response_length.as_mut() } {
            *length = 0;
        }
        code
    })
}

/// `IFDHControl`: knows one control code, the question after features of PC/SC part 10, and answers it with none: the
/// reader has no keypad and no display. "pdwBytesReturned should be set to zero on error."
///
/// # Safety
/// `returned` is null or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn IFDHControl(
    _lun: Dword,
    code: Dword,
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
    if code == GET_FEATURES { IFD_SUCCESS } else { IFD_ERROR_NOT_SUPPORTED }
}

/// `IFDHICCPresence`: tells whether a card lies on the reader, without asking the card anything.
#[unsafe(no_mangle)]
pub extern "C" fn IFDHICCPresence(lun: Dword) -> ResponseCode {
    guarded(|| match reader::is_present(lun) {
        Some(true) => IFD_ICC_PRESENT,
        Some(false) => IFD_ICC_NOT_PRESENT,
        None => IFD_NO_SUCH_DEVICE,
    })
}

fn done(outcome: Option<()>) -> ResponseCode {
    outcome.map_or(IFD_NO_SUCH_DEVICE, |()| IFD_SUCCESS)
}

fn failure(error: &io::Error) -> ResponseCode {
    use io::ErrorKind::{BrokenPipe, ConnectionReset, NotConnected, TimedOut, UnexpectedEof, WouldBlock};
    match error.kind() {
        TimedOut | WouldBlock => IFD_RESPONSE_TIMEOUT,
        NotConnected | UnexpectedEof | BrokenPipe | ConnectionReset => IFD_ICC_NOT_PRESENT,
        _ => IFD_COMMUNICATION_ERROR,
    }
}

/// Stops a panic, which must not reach C. What it left half done is a reader's own state, and a lock that is poisoned by
/// it is taken all the same.
fn guarded(work: impl FnOnce() -> ResponseCode) -> ResponseCode {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(IFD_COMMUNICATION_ERROR)
}

/// Copies `answer` into a buffer of pcscd and writes down its length.
///
/// # Safety
/// `length` is null or points to the capacity of the buffer at `buffer`, and nothing else uses either meanwhile.
unsafe fn hand_over(answer: &[u8], buffer: *mut c_uchar, length: *mut Dword) -> ResponseCode {
    // SAFETY: the caller promises a valid pointer or null.
    let Some(length) = (unsafe { length.as_mut() }) else { return IFD_COMMUNICATION_ERROR };
    if answer.len() > std::mem::replace(length, 0) as usize {
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

#[cfg(test)]
mod tests {
    use std::ptr::null_mut;

    use super::*;

    fn capability(tag: Dword, capacity: Dword) -> (ResponseCode, Vec<u8>) {
        let (mut value, mut length) = ([0xEE; 16], capacity);
        // SAFETY: the buffer holds at least `capacity` bytes.
        let code = unsafe { IFDHGetCapabilities(0xFFFF, tag, &raw mut length, value.as_mut_ptr()) };
        (code, value[..length as usize].to_vec())
    }

    #[test]
    fn what_the_driver_can_do_is_told_by_tag() {
        let rows: &[(Dword, Dword, ResponseCode, usize)] = &[
            (TAG_IFD_THREAD_SAFE, 1, IFD_SUCCESS, 1),
            (TAG_IFD_SLOT_THREAD_SAFE, 1, IFD_SUCCESS, 1),
            (TAG_IFD_SLOTS_NUMBER, 1, IFD_SUCCESS, 1),
            (TAG_IFD_SIMULTANEOUS_ACCESS, 1, IFD_SUCCESS, 1),
            (TAG_IFD_POLLING_THREAD_KILLABLE, 1, IFD_SUCCESS, 1),
            (TAG_IFD_POLLING_THREAD_WITH_TIMEOUT, 8, IFD_SUCCESS, 8),
            (TAG_IFD_STOP_POLLING_THREAD, 8, IFD_SUCCESS, 8),
            (TAG_IFD_STOP_POLLING_THREAD, 7, IFD_ERROR_INSUFFICIENT_BUFFER, 0),
            (TAG_IFD_ATR, 16, IFD_NO_SUCH_DEVICE, 16),
            (0x0180, 16, IFD_ERROR_TAG, 16),
        ];
        for &(tag, capacity, code, length) in rows {
            let (got, value) = capability(tag, capacity);
            assert_eq!((got, value.len()), (code, length), "{tag:#x}");
        }
    }

    #[test]
    fn a_reader_that_is_not_open_is_no_device() {
        let mut length = 33;
        // SAFETY: null pointers are allowed where null is passed, the others point to what they should.
        unsafe {
            assert_eq!(IFDHCreateChannelByName(1, std::ptr::null()), IFD_NO_SUCH_DEVICE);
            assert_eq!(IFDHCreateChannelByName(1, c"madoguchi".as_ptr()), IFD_NO_SUCH_DEVICE);
            let mut atr = [0; 33];
            let code = IFDHPowerICC(0xFFFF, IFD_POWER_UP, atr.as_mut_ptr(), &raw mut length);
            assert_eq!((code, length), (IFD_NO_SUCH_DEVICE, 0));
            assert_eq!(IFDHPowerICC(0xFFFF, 503, null_mut(), null_mut()), IFD_NOT_SUPPORTED);
        }
        assert_eq!(IFDHCreateChannel(1, 1), IFD_NO_SUCH_DEVICE);
        assert_eq!(IFDHCloseChannel(0xFFFF), IFD_NO_SUCH_DEVICE);
        assert_eq!(IFDHICCPresence(0xFFFF), IFD_NO_SUCH_DEVICE);
        assert_eq!((await_change(0xFFFF, 1), hurry(0xFFFF)), (IFD_NO_SUCH_DEVICE, IFD_NO_SUCH_DEVICE));
    }

    #[test]
    fn features_are_none_and_other_controls_unknown() {
        for (code, expected) in [(GET_FEATURES, IFD_SUCCESS), (1, IFD_ERROR_NOT_SUPPORTED)] {
            let mut returned = 7;
            // SAFETY: `returned` may be written, and the other pointers are not read.
            let got = unsafe { IFDHControl(1, code, null_mut(), 0, null_mut(), 0, &raw mut returned) };
            assert_eq!((got, returned), (expected, 0));
        }
    }

    #[test]
    fn a_panic_stops_at_the_border() {
        assert_eq!(guarded(|| panic!("as a test of it")), IFD_COMMUNICATION_ERROR);
    }
}

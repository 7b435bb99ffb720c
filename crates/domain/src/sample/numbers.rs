//! Identity numbers and phones that belong to nobody.
//!
//! Owns: the unreal region and its numbering. Refuses: real regions and real exchanges.

use time::{Date, Duration, Month};

use crate::typed::{IdentityNumber, Phone, identity_check};

/// The region of every generated identity number; no such region exists.
pub const REGION: &str = "990001";

/// Days from the first birthday drawn, 1984-01-01, to the last, 2001-12-31.
const DAYS: u64 = 6575;
/// Three-digit order codes a day.
const ORDERS: u64 = 1000;
/// Different numbers in all.
const SPACE: u64 = DAYS * ORDERS;
/// A prime that divides no count above: multiplying by it visits every number once before it repeats.
const STRIDE: u64 = 2_654_435_761;

/// The identity number of the `serial`-th generated person. Serials below 6,575,000 give different numbers, spread over
/// birthdays of eighteen years; form, date and check digit are right.
#[must_use]
pub fn identity_number(serial: u64) -> IdentityNumber {
    let place = (serial % SPACE).wrapping_mul(STRIDE) % SPACE;
    let days = i64::try_from(place / ORDERS).unwrap_or(0);
    let first = Date::from_calendar_date(1984, Month::January, 1).unwrap_or(Date::MIN);
    let born = first.checked_add(Duration::days(days)).unwrap_or(first);
    let body = format!(
        "{REGION}{:04}{:02}{:02}{:03}",
        born.year(),
        u8::from(born.month()),
        born.day(),
        place % ORDERS
    );
    let check = identity_check(&body).map(String::from).unwrap_or_default();
    IdentityNumber::stored(body + &check)
}

/// The phone of the `serial`-th generated person: 120 and eight digits. Mobile numbers begin with 13 to 19, so nobody has it.
#[must_use]
pub fn phone(serial: u64) -> Phone {
    Phone::stored(format!("120{:08}", serial.wrapping_mul(STRIDE) % 100_000_000))
}

/// Whether `identity` lies in the unreal region.
#[must_use]
pub fn is_unreal(identity: &IdentityNumber) -> bool {
    identity.expose().starts_with(REGION)
}

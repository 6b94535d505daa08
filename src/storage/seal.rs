//! Documents under a password: encrypted as a whole in the format of age, which other programs
//! open too (`age -d`), so that nobody depends on this one to read their own work.
//!
//! The password is turned into a key by scrypt, slowly on purpose; how slowly a file may ask for
//! is bounded, so that no file can take the memory or the patience of whoever opens it.

use std::{
    fmt, fs,
    io::{self, Read as _, Write as _},
    iter,
    path::Path,
};

use age::{
    DecryptError, Decryptor, Encryptor, scrypt,
    secrecy::{ExposeSecret as _, SecretString},
};

use super::{OpenProblem, SIZE_LIMIT};

/// How slowly passwords are turned into keys: 2^17 rounds of 1 kB, that is 128 MB and about half a
/// second on a town-hall laptop. What OWASP asks of scrypt.
const WORK: u8 = 17;

/// The slowest that is accepted of a file: 256 MB; what the program `age` itself writes.
const MOST_WORK: u8 = 18;

/// How every file of age begins.
const BEGINNING: &[u8] = b"age-encryption.org/";

/// How one begins that is written in letters; we write and read the bytes themselves.
const IN_LETTERS: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// A password. Never written anywhere: neither in a file nor in what a program tells of itself.
#[derive(Clone)]
pub struct Password(SecretString);

impl Password {
    /// A password as it was typed; `None` if nothing was.
    pub fn new(typed: String) -> Option<Self> {
        if typed.is_empty() { None } else { Some(Self(typed.into())) }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl PartialEq for Password {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl Eq for Password {}

/// Whether a file is encrypted, as its first bytes say.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINNING) || bytes.trim_ascii_start().starts_with(IN_LETTERS)
}

/// Whether the file at this path is there and is not encrypted.
pub(super) fn is_clear(path: &Path) -> bool {
    let mut first = [0; BEGINNING.len()];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && !is_sealed(&first)
}

/// The bytes of a document under a password.
pub(super) fn seal(bytes: &[u8], password: &Password) -> io::Result<Vec<u8>> {
    let mut recipient = scrypt::Recipient::new(password.0.clone());
    recipient.set_work_factor(WORK);
    let encryptor = Encryptor::with_recipients(iter::once(&recipient as _));
    let encryptor = encryptor.map_err(io::Error::other)?;
    let mut sealed = Vec::with_capacity(bytes.len() + 1024);
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(sealed)
}

/// What the first of these passwords that fits gives.
pub(super) fn unseal(
    sealed: &[u8],
    passwords: &[Password],
) -> Result<(Vec<u8>, Password), OpenProblem> {
    let mut problem = OpenProblem::Sealed;
    for password in passwords {
        match unseal_with(sealed, password) {
            Ok(bytes) => return Ok((bytes, password.clone())),
            Err(OpenProblem::WrongPassword) => problem = OpenProblem::WrongPassword,
            Err(other) => return Err(other),
        }
    }
    // What can never be opened is told before a password is asked for.
    if passwords.is_empty() {
        check(sealed)?;
    }
    Err(problem)
}

/// Whether a password would open it at all.
fn check(sealed: &[u8]) -> Result<(), OpenProblem> {
    if !sealed.starts_with(BEGINNING) {
        return Err(OpenProblem::SealedOtherwise);
    }
    let decryptor = Decryptor::new_buffered(sealed).map_err(|error| problem(&error))?;
    if decryptor.is_scrypt() { Ok(()) } else { Err(OpenProblem::SealedOtherwise) }
}

fn unseal_with(sealed: &[u8], password: &Password) -> Result<Vec<u8>, OpenProblem> {
    check(sealed)?;
    let mut identity = scrypt::Identity::new(password.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = Decryptor::new_buffered(sealed).map_err(|error| problem(&error))?;
    let reader = decryptor.decrypt(iter::once(&identity as _)).map_err(|error| problem(&error))?;
    let mut bytes = Vec::with_capacity(sealed.len());
    // A part that was changed or cut is noticed here: every 64 kB bears a proof.
    let read = reader.take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|_changed| OpenProblem::DamagedSeal)?;
    Ok(bytes)
}

fn problem(error: &DecryptError) -> OpenProblem {
    match error {
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        | DecryptError::NoMatchingKeys => OpenProblem::WrongPassword,
        DecryptError::ExcessiveWork { .. } => OpenProblem::TooSlow,
        DecryptError::UnknownFormat => OpenProblem::SealedOtherwise,
        // Headers and proofs that do not fit; the list of a library may grow.
        _ => OpenProblem::DamagedSeal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(typed: &str) -> Password {
        Password::new(typed.to_owned()).unwrap()
    }

    #[test]
    fn only_the_password_opens_and_every_change_is_noticed() {
        let text = "(format: 1) // réponses\n".repeat(4000);
        let sealed = seal(text.as_bytes(), &password("quatre mots au hasard")).unwrap();
        assert!(is_sealed(&sealed) && !sealed.windows(8).any(|part| part == b"(format:"));
        let open = |sealed: &[u8], typed: &str| unseal(sealed, &[password(typed)]);
        let (bytes, used) = open(&sealed, "quatre mots au hasard").unwrap();
        assert_eq!((bytes, used), (text.into_bytes(), password("quatre mots au hasard")));
        assert_eq!(open(&sealed, "quatre mots").unwrap_err(), OpenProblem::WrongPassword);
        assert_eq!(unseal(&sealed, &[]).unwrap_err(), OpenProblem::Sealed);
        let good = "quatre mots au hasard";
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(open(&changed, good).unwrap_err(), OpenProblem::DamagedSeal);
        assert_eq!(open(&sealed[..sealed.len() / 2], good).unwrap_err(), OpenProblem::DamagedSeal);
        assert_eq!(open(&sealed[..30], good).unwrap_err(), OpenProblem::DamagedSeal);
        assert_ne!(seal(b"x", &password("a")).unwrap(), seal(b"x", &password("a")).unwrap());
    }

    #[test]
    fn a_file_cannot_ask_for_minutes_or_all_the_memory() {
        let sealed = seal(b"x", &password("a")).unwrap();
        let text = String::from_utf8_lossy(&sealed).into_owned();
        let line = text.lines().nth(1).unwrap();
        let slow = line.strip_suffix("17").unwrap().to_owned() + "40";
        let start = sealed.windows(line.len()).position(|part| part == line.as_bytes()).unwrap();
        let mut hostile = sealed.clone();
        hostile.splice(start..start + line.len(), slow.into_bytes());
        assert_eq!(unseal(&hostile, &[password("a")]).unwrap_err(), OpenProblem::TooSlow);
    }

    #[test]
    fn a_password_is_never_told() {
        assert_eq!(format!("{:?}", password("secret")), "Password(…)");
        assert!(Password::new(String::new()).is_none());
        assert!(is_sealed(b"\n-----BEGIN AGE ENCRYPTED FILE-----\n"));
    }
}

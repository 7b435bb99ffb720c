//! Who takes part: the administrator, five officers and four candidates, all made up.

use tests::browser::{Step, Visit};
use tests::house::SignIn;

/// One password for all, long enough for the house.
const PASSWORD: &str = "orchid-kettle-seventy-lamp";
/// Weights and check characters of GB 11643.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &str = "10X98765432";

/// The staff of the posting.
#[derive(Clone, Copy, Debug)]
pub enum Officer {
    /// Creates the posting, screens, computes.
    Screener,
    /// Brings in the marks.
    Clerk,
    /// Approves the posting.
    Approver,
    /// Signs the lists.
    Publisher,
    /// Reads everything.
    Supervisor,
}

impl Officer {
    const ALL: [Self; 5] = [Self::Screener, Self::Clerk, Self::Approver, Self::Publisher, Self::Supervisor];

    /// The word of the role, which is the sign-in name too.
    const fn word(self) -> &'static str {
        match self {
            Self::Screener => "screener",
            Self::Clerk => "clerk",
            Self::Approver => "approver",
            Self::Publisher => "publisher",
            Self::Supervisor => "supervisor",
        }
    }

    /// How far the role reaches at first: those of a posting's team wait for one.
    const fn reach(self) -> &'static str {
        match self {
            Self::Screener | Self::Clerk | Self::Publisher => "pool",
            Self::Approver | Self::Supervisor => "installation",
        }
    }

    /// What the officer types at the door.
    pub fn sign_in(self) -> SignIn {
        SignIn { account: self.word().to_owned(), password: PASSWORD.to_owned() }
    }
}

/// A candidate before anything is sent.
#[derive(Debug)]
pub struct Candidate {
    /// At the door.
    pub sign_in: SignIn,
    /// On the application.
    pub name: String,
    /// A number of no place that exists, with its right check character.
    pub identity: String,
}

impl Candidate {
    /// The four.
    pub fn four() -> Vec<Self> {
        (1..=4)
            .zip("甲乙丙丁".chars())
            .map(|(number, mark)| Self {
                sign_in: SignIn { account: format!("candidate{number}"), password: PASSWORD.to_owned() },
                name: format!("考生{mark}"),
                identity: identity(number),
            })
            .collect()
    }
}

fn identity(number: u32) -> String {
    let body = format!("99000119900228{number:03}");
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = CHECKS.chars().nth(usize::try_from(sum % 11).expect("below 11")).expect("eleven of them");
    format!("{body}{check}")
}

/// What the administrator types at the door.
pub fn administrator() -> SignIn {
    SignIn { account: "admin".to_owned(), password: PASSWORD.to_owned() }
}

/// The administrator opens the five accounts of staff and hands out the one-time codes, by which each officer chooses the
/// password.
pub async fn open_accounts(visit: &Visit, admin: &SignIn) -> Step {
    visit.become_one(admin).await?;
    let mut codes = Vec::new();
    for officer in Officer::ALL {
        visit.goto("/zh/desk/accounts/new").await?;
        visit.put("name", &format!("officer {}", officer.word())).await?;
        visit.put("sign_in_name", officer.word()).await?;
        visit.put("role", officer.word()).await?;
        visit.put("reach", officer.reach()).await?;
        visit.send("accounts/new").await?;
        codes.push(visit.says("main .mono").await?);
        visit.goto("/zh/desk/accounts").await?;
        visit.see(&format!("officer {}", officer.word())).await?;
    }
    for (officer, code) in Officer::ALL.into_iter().zip(&codes) {
        set_password(visit, &officer.sign_in(), code).await?;
    }
    visit.console_is_silent().await
}

/// Somebody chooses the password by a one-time code.
async fn set_password(visit: &Visit, who: &SignIn, code: &str) -> Step {
    visit.leave().await?;
    visit.goto("/zh/sign-in/code").await?;
    visit.put("sign_in_name", &who.account).await?;
    visit.put("code", code).await?;
    visit.put("password", &who.password).await?;
    visit.put("again", &who.password).await?;
    visit.send("sign-in/code").await?;
    visit.arrive("/zh/sign-in?").await
}

/// A candidate opens an account.
pub async fn register(visit: &Visit, candidate: &Candidate) -> Step {
    visit.leave().await?;
    visit.goto("/zh/register").await?;
    visit.put("sign_in_name", &candidate.sign_in.account).await?;
    visit.put("password", PASSWORD).await?;
    visit.put("again", PASSWORD).await?;
    visit.put("agreed", "yes").await?;
    visit.send("register").await
}

//! Staff accounts.

use super::error::{inconsistent, one_row};
use super::{StorageError, Tx};
use crate::clock::Millis;
use crate::ids::{AccountId, AgencyId};
use crate::people::{Account, EmailAddress, PersonName, RoleSet};

row! {
    struct AccountRow {
        id: AccountId,
        agency: AgencyId,
        email: String,
        name: String,
        password_hash: String,
        roles: String,
        is_active: bool,
        failed_sign_ins: i64,
        locked_until_ms: Option<Millis>,
    }
}

impl TryFrom<AccountRow> for Account {
    type Error = StorageError;

    fn try_from(row: AccountRow) -> Result<Self, StorageError> {
        let unreadable = inconsistent("account", row.id);
        Ok(Self {
            id: row.id,
            agency: row.agency,
            email: EmailAddress::parse(&row.email).map_err(|_fault| unreadable("email"))?,
            name: PersonName::parse(&row.name).map_err(|_fault| unreadable("name"))?,
            password_hash: row.password_hash,
            roles: RoleSet::parse(&row.roles).ok_or_else(|| unreadable("roles"))?,
            is_active: row.is_active,
            failed_sign_ins: u32::try_from(row.failed_sign_ins)
                .map_err(|_fault| unreadable("failed_sign_ins"))?,
            locked_until: row.locked_until_ms,
        })
    }
}

/// Keeps a new account; [`StorageError::Taken`] when its address signs in already.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<(), StorageError> {
    on!(tx, |c| {
        sqlx::query(
            "insert into account
                (id, agency, email, name, password_hash, roles, is_active, failed_sign_ins, locked_until_ms)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(account.id)
        .bind(account.agency)
        .bind(account.email.as_str())
        .bind(account.name.as_str())
        .bind(&account.password_hash)
        .bind(account.roles.to_text())
        .bind(account.is_active)
        .bind(i64::from(account.failed_sign_ins))
        .bind(account.locked_until)
        .execute(c)
        .await?;
    });
    Ok(())
}

/// The account that signs in with that address, of whatever agency.
pub async fn by_email(tx: &mut Tx, email: &EmailAddress) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, email, name, password_hash, roles, is_active, failed_sign_ins, locked_until_ms
            from account
            where email = $1",
        )
        .bind(email.as_str())
        .fetch_optional(c)
        .await?
    });
    row.map(Account::try_from).transpose()
}

/// The agency's account of that identifier.
pub async fn by_id(
    tx: &mut Tx,
    agency: AgencyId,
    id: AccountId,
) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, email, name, password_hash, roles, is_active, failed_sign_ins, locked_until_ms
            from account
            where agency = $1 and id = $2",
        )
        .bind(agency)
        .bind(id)
        .fetch_optional(c)
        .await?
    });
    row.map(Account::try_from).transpose()
}

/// Every account of the agency, by address.
pub async fn all(tx: &mut Tx, agency: AgencyId) -> Result<Vec<Account>, StorageError> {
    let rows: Vec<AccountRow> = on!(tx, |c| {
        sqlx::query_as(
            "select id, agency, email, name, password_hash, roles, is_active, failed_sign_ins, locked_until_ms
            from account
            where agency = $1
            order by email",
        )
        .bind(agency)
        .fetch_all(c)
        .await?
    });
    rows.into_iter().map(Account::try_from).collect()
}

/// Changes name, password, roles and whether the person may sign in; the address and the lock stay.
pub async fn update(tx: &mut Tx, account: &Account) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query(
            "update account
            set name = $3, password_hash = $4, roles = $5, is_active = $6
            where agency = $1 and id = $2",
        )
        .bind(account.agency)
        .bind(account.id)
        .bind(account.name.as_str())
        .bind(&account.password_hash)
        .bind(account.roles.to_text())
        .bind(account.is_active)
        .execute(c)
        .await?
        .rows_affected()
    });
    one_row("account", changed)
}

/// Counts one more wrong password and gives the new count; counting in the database keeps two tries at once apart.
pub async fn count_failed_sign_in(tx: &mut Tx, id: AccountId) -> Result<u32, StorageError> {
    let count: i64 = on!(tx, |c| {
        sqlx::query_scalar(
            "update account set failed_sign_ins = failed_sign_ins + 1 where id = $1
            returning failed_sign_ins",
        )
        .bind(id)
        .fetch_one(c)
        .await?
    });
    u32::try_from(count).map_err(|_fault| inconsistent("account", id)("failed_sign_ins"))
}

/// Tries no password of that account until then.
pub async fn lock(tx: &mut Tx, id: AccountId, until: Millis) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update account set locked_until_ms = $2 where id = $1")
            .bind(id)
            .bind(until)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("account", changed)
}

/// Forgets wrong passwords and the lock, after a right one.
pub async fn clear_failed_sign_ins(tx: &mut Tx, id: AccountId) -> Result<(), StorageError> {
    let changed = on!(tx, |c| {
        sqlx::query("update account set failed_sign_ins = 0, locked_until_ms = null where id = $1")
            .bind(id)
            .execute(c)
            .await?
            .rows_affected()
    });
    one_row("account", changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Role;
    use crate::storage::testing::{fixtures, on_both};

    #[tokio::test]
    async fn an_account_is_found_by_address_and_within_its_agency_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            fixtures::account(&mut tx, other.id).await;

            assert_eq!(
                by_email(&mut tx, &account.email).await.unwrap(),
                Some(account.clone())
            );
            let found = by_id(&mut tx, agency.id, account.id).await.unwrap();
            assert_eq!(found, Some(account.clone()));
            assert_eq!(by_id(&mut tx, other.id, account.id).await.unwrap(), None);
            assert_eq!(all(&mut tx, agency.id).await.unwrap(), [account]);
            let unknown = EmailAddress::parse("nobody@example.org").unwrap();
            assert_eq!(by_email(&mut tx, &unknown).await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn an_address_signs_in_to_one_account_only() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let mut account = fixtures::account(&mut tx, agency.id).await;
            account.id = fixtures::new_id(AccountId::new);
            assert!(matches!(
                insert(&mut tx, &account).await,
                Err(StorageError::Taken(_))
            ));
        })
        .await;
    }

    #[tokio::test]
    async fn roles_change_but_not_from_another_agency() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let other = fixtures::agency(&mut tx).await;
            let mut account = fixtures::account(&mut tx, agency.id).await;
            account.roles = RoleSet::of(&[Role::Auditor, Role::Psychologist]);
            account.is_active = false;
            update(&mut tx, &account).await.unwrap();
            let found = by_id(&mut tx, agency.id, account.id).await.unwrap();
            assert_eq!(found, Some(account.clone()));
            account.agency = other.id;
            assert!(matches!(
                update(&mut tx, &account).await,
                Err(StorageError::NotOneRow { .. })
            ));
        })
        .await;
    }

    #[tokio::test]
    async fn wrong_passwords_are_counted_until_a_right_one() {
        on_both(|db| async move {
            let mut tx = db.begin().await.unwrap();
            let agency = fixtures::agency(&mut tx).await;
            let account = fixtures::account(&mut tx, agency.id).await;
            assert_eq!(count_failed_sign_in(&mut tx, account.id).await.unwrap(), 1);
            assert_eq!(count_failed_sign_in(&mut tx, account.id).await.unwrap(), 2);
            lock(&mut tx, account.id, Millis(77)).await.unwrap();
            let locked = by_email(&mut tx, &account.email).await.unwrap().unwrap();
            assert_eq!(
                (locked.failed_sign_ins, locked.locked_until),
                (2, Some(Millis(77)))
            );
            clear_failed_sign_ins(&mut tx, account.id).await.unwrap();
            assert_eq!(
                by_email(&mut tx, &account.email).await.unwrap(),
                Some(account)
            );
        })
        .await;
    }
}

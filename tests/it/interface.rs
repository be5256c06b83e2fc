//! The interface for programs.

use serde_json::{Value, json};

use crate::harness::description::Description;
use crate::harness::world::PASSWORD;
use crate::harness::{Platform, Stores, on_both};

#[tokio::test]
async fn a_program_gets_a_token_for_its_name_and_secret() {
    on_both(|platform| async move {
        let client = platform.world.home.client.to_string();
        let mut program = platform.browser();
        let mut asked = json!({
            "grant_type": "client_credentials",
            "client_id": client,
            "client_secret": PASSWORD,
        });
        let answer = program.post_json("/api/v1/token", &asked).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let token = answer.json();
        assert_eq!(token["token_type"], "Bearer");
        assert_eq!(token["expires_in"], 900);
        assert_eq!(token["scope"], "invitations:write results:read");

        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", client.as_str()),
            ("client_secret", PASSWORD),
            ("scope", "results:read"),
        ];
        let answer = program.post_form("/api/v1/token", &fields).await;
        assert_eq!(answer.json()["scope"], "results:read", "{answer:?}");

        for (field, wrong, expected) in [
            (
                "client_secret",
                "something else here",
                (401, "not-signed-in"),
            ),
            ("client_id", "nobody", (401, "not-signed-in")),
            ("grant_type", "password", (422, "invalid")),
            ("scope", "everything", (422, "invalid")),
        ] {
            let right = asked[field].clone();
            asked[field] = Value::from(wrong);
            let answer = program.post_json("/api/v1/token", &asked).await;
            let (status, kind) = answer.problem();
            assert_eq!((status, kind.as_str()), expected, "{field}");
            asked[field] = right;
        }
        let answer = program.post_bytes("/api/v1/token", "text/plain", "x").await;
        assert_eq!(answer.problem(), (415, "wrong-type".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn every_route_for_programs_is_described() {
    let platform = Platform::start(Stores::sqlite()).await;
    let described = Description::read(&mut platform.browser()).await;
    let api = composure::web::routes::TABLE
        .iter()
        .filter(|route| route.pattern.starts_with("/api/"));
    for route in api {
        let operation = described.operation(route.method, route.pattern);
        assert!(operation.is_object(), "{route:?} is not described");
        assert!(
            operation["responses"].is_object(),
            "{route:?} answers nothing"
        );
    }
}

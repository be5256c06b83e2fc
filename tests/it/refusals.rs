//! What is not taken, and what the sender is told.

use crate::harness::on_both;

#[tokio::test]
async fn a_platform_starts_on_each_database() {
    on_both(|platform| async move {
        let answer = platform.browser().get("/readyz").await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let answer = platform.browser().get("/api/v1/nothing").await;
        assert_eq!(answer.problem(), (404, "not-found".to_owned()));
    })
    .await;
}

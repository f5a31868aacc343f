//! Pairing.

use super::common::World;
use super::common::phone::Phone;
use assenso_core::protocol::AssociationStatus;

#[tokio::test]
async fn a_phone_is_associated_and_approves_a_sign_in() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    assert_eq!(phone.association().await.state, AssociationStatus::Associated);
    let mut browser = world.browser();
    let number = browser.number().await;
    let request = phone.only_request().await;
    let receipt = phone.settle(&phone.approval_of(&request, &number)).await;
    dbg!(receipt);
    let page = browser.go_on().await;
    assert!(page.has("signed-in"), "{}", page.html);
    let _ = Phone::id;
}

//! A server in this process, with a clock that the test moves.

use std::net::TcpListener;

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use composure::app::App;
use composure::clock::{Clock, Millis};
use composure::media::MediaStore;
use composure::storage::Db;
use composure::web::server;

use super::world::{self, World};
use super::{Browser, Candidate, Stores};

/// A running server with two agencies on it.
pub(crate) struct Platform {
    pub(crate) stores: Stores,
    pub(crate) db: Db,
    pub(crate) app: Data<App>,
    pub(crate) clock: Clock,
    pub(crate) address: String,
    pub(crate) world: World,
    handle: ServerHandle,
}

impl Platform {
    /// Starts a server on empty stores and furnishes it.
    pub(crate) async fn start(stores: Stores) -> Self {
        // The machine's time is where it begins, because cookies and tokens carry it.
        let clock = Clock::manual(Clock::System.now());
        let db = Db::open(&stores.database).await.unwrap();
        db.migrate().await.unwrap();
        let world = world::furnish(&db, clock.now()).await;
        let (app, address, handle) = serve(&stores, &clock).await;
        Self {
            stores,
            db,
            app,
            clock,
            address,
            world,
            handle,
        }
    }

    /// Stops the server and starts another on the same stores.
    pub(crate) async fn restart(&mut self) {
        self.handle.stop(true).await;
        (self.app, self.address, self.handle) = serve(&self.stores, &self.clock).await;
    }

    /// A browser that nobody has used yet.
    pub(crate) fn browser(&self) -> Browser {
        Browser::at(&self.address)
    }

    /// The link of the home agency's invitee of that number.
    pub(crate) fn link(&self, number: usize) -> String {
        self.app
            .invitation_link(&self.world.home.invitations[number])
            .unwrap()
    }

    /// Somebody who opened the link of that number.
    pub(crate) async fn candidate(&self, number: usize) -> Candidate {
        let mut candidate = Candidate::new(self.browser());
        candidate.opens(&self.link(number)).await;
        candidate
    }

    /// Lets time pass.
    pub(crate) fn wait_seconds(&self, seconds: i64) {
        self.clock.set(self.clock.now().plus_seconds(seconds));
    }

    /// Lets it be at least that late.
    pub(crate) fn wait_until(&self, at: Millis) {
        self.clock.set(self.clock.now().max(at));
    }
}

async fn serve(stores: &Stores, clock: &Clock) -> (Data<App>, String, ServerHandle) {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", socket.local_addr().unwrap());
    let db = Db::open(&stores.database).await.unwrap();
    let media = MediaStore::open(&stores.media()).unwrap();
    let app = App::open(db, media, clock.clone(), address.clone()).await;
    let app = Data::new(app.unwrap());
    let server = server::start(app.clone(), socket, 1).unwrap();
    let handle = server.handle();
    tokio::spawn(server);
    (app, address, handle)
}

package dev.nocturne.scenarios.shop;

/** The data of the shop as text tables. Names, people and companies are invented. */
final class ShopText {
    private ShopText() {}

    /**
     * Id, label, kind, technology, average latency in ms, requests per minute at the busy hour,
     * host, owning team.
     */
    static final String COMPONENTS =
            """
            cdn              Service    edge       Rust        22    14000  host-01  TEAM-STOREFRONT
            web-frontend     Service    edge       TypeScript  180   5200   host-01  TEAM-STOREFRONT
            mobile-api       Service    edge       Kotlin      120   2600   host-02  TEAM-STOREFRONT
            catalogue        Service    core       Java        48    4900   host-02  TEAM-DISCOVERY
            search           Service    core       Go          85    2100   host-03  TEAM-DISCOVERY
            recommendation   Service    core       Python      64    2400   host-03  TEAM-DISCOVERY
            pricing          Service    core       Java        18    5600   host-02  TEAM-DISCOVERY
            cart             Service    core       Java        55    1900   host-04  TEAM-BUYING
            checkout         Service    core       Java        310   620    host-04  TEAM-BUYING
            payment          Service    core       Java        240   560    host-05  TEAM-MONEY
            fraud-check      Service    core       Python      70    540    host-05  TEAM-MONEY
            order            Service    core       Java        60    600    host-04  TEAM-BUYING
            inventory        Service    core       Java        32    2300   host-05  TEAM-LOGISTICS
            shipping         Service    core       Go          110   700    host-05  TEAM-LOGISTICS
            user-account     Service    core       Kotlin      40    1800   host-02  TEAM-STOREFRONT
            notification     Service    support    Go          90    480    host-06  TEAM-BUYING
            analytics-batch  Service    batch      Python      900   4      host-06  TEAM-DISCOVERY
            catalogue-db     DataStore  database   PostgreSQL  5     7200   host-03  none
            inventory-db     DataStore  database   PostgreSQL  6     3100   host-05  none
            order-db         DataStore  database   PostgreSQL  7     1300   host-04  none
            user-db          DataStore  database   PostgreSQL  4     2600   host-02  none
            session-cache    DataStore  cache      Valkey      1.2   9800   host-01  none
            search-index     DataStore  index      OpenSearch  38    2200   host-03  none
            message-broker   DataStore  broker     NATS        3     1500   host-06  none
            ext-northpay     External   payment    Northpay    175   545    none     none
            ext-parcelhub    External   carrier    Parcelhub   140   390    none     none
            ext-mailwing     External   mail       Mailwing    210   430    none     none
            """;

    /** Caller, callee, calls of the callee per request of the caller. */
    static final String DEPENDENCIES =
            """
            cdn              web-frontend    0.30
            web-frontend     catalogue       0.50
            web-frontend     search          0.25
            web-frontend     recommendation  0.40
            web-frontend     cart            0.20
            web-frontend     checkout        0.12
            web-frontend     user-account    0.15
            web-frontend     session-cache   1.00
            mobile-api       catalogue       0.60
            mobile-api       search          0.30
            mobile-api       cart            0.25
            mobile-api       checkout        0.12
            mobile-api       user-account    0.20
            catalogue        catalogue-db    1.00
            catalogue        pricing         1.00
            catalogue        inventory       0.12
            search           search-index    1.00
            recommendation   catalogue       0.60
            pricing          catalogue-db    0.40
            cart             session-cache   1.00
            cart             pricing         1.00
            cart             inventory       0.50
            checkout         cart            1.00
            checkout         payment         0.90
            checkout         inventory       1.00
            checkout         shipping        1.00
            checkout         order           0.90
            checkout         user-account    1.00
            payment          fraud-check     1.00
            payment          ext-northpay    1.00
            fraud-check      user-db         1.00
            order            order-db        1.00
            order            message-broker  1.00
            inventory        inventory-db    1.00
            shipping         ext-parcelhub   0.50
            shipping         inventory       0.30
            user-account     user-db         1.00
            user-account     session-cache   1.00
            notification     message-broker  1.00
            notification     ext-mailwing    1.00
            analytics-batch  order-db        1.00
            """;

    /** Id, name, customers, users, usual duration in ms, starts per minute, services relied on. */
    static final String FLOWS =
            """
            FLOW-BROWSE     Browse the range           38000  5200  240   3100  catalogue,recommendation
            FLOW-FIND       Search for a product       21000  2900  190   1700  search
            FLOW-BASKET     Fill the basket            12500  1600  290   900   cart
            FLOW-BUY        Place and pay an order     5400   640   1450  300   checkout
            FLOW-REFUND     Pay money back             160    25    620   26    payment
            FLOW-ACCOUNT    Sign in and edit account   9300   1100  130   700   user-account
            FLOW-TRACK      Track a parcel             4700   510   340   280   shipping
            FLOW-PARTNER    Stock feed for partners    46     46    480   40    catalogue,inventory
            """;

    /** Id, flow, tier, availability promised in percent, penalty per hour in euro. */
    static final String SLAS =
            """
            SLA-BROWSE   FLOW-BROWSE   SILVER    99.5   1800
            SLA-FIND     FLOW-FIND     SILVER    99.5   1500
            SLA-BASKET   FLOW-BASKET   GOLD      99.9   3600
            SLA-BUY      FLOW-BUY      PLATINUM  99.95  14000
            SLA-REFUND   FLOW-REFUND   GOLD      99.9   2200
            SLA-ACCOUNT  FLOW-ACCOUNT  SILVER    99.5   900
            SLA-TRACK    FLOW-TRACK    BRONZE    99.0   400
            SLA-PARTNER  FLOW-PARTNER  GOLD      99.9   5200
            """;

    /** Id, zone, cores, usual processor load in percent. */
    static final String HOSTS =
            """
            host-01  zone-a  32  41
            host-02  zone-a  32  46
            host-03  zone-b  48  52
            host-04  zone-b  32  38
            host-05  zone-c  32  44
            host-06  zone-c  16  35
            """;

    /** Id, name, person on call, channel. */
    static final String TEAMS =
            """
            TEAM-STOREFRONT  Storefront   Ottilie Brandmoor  #storefront
            TEAM-DISCOVERY   Discovery    Casimir Feldt      #discovery
            TEAM-BUYING      Buying       Nerys Oakhollow    #buying
            TEAM-MONEY       Money        Jonah Prideaux     #money
            TEAM-LOGISTICS   Logistics    Signe Marlowe      #logistics
            """;
}

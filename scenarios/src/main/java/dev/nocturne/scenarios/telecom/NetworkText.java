package dev.nocturne.scenarios.telecom;

/**
 * The data of the network as text tables. Names, people and places are invented; coordinates are in
 * sparsely populated areas; telephone numbers are from a range reserved for fiction.
 */
final class NetworkText {
    private NetworkText() {}

    /** Id, name, kind, latitude, longitude. */
    static final String SITES =
            """
            SITE-AST  Astervik    core exchange   64.0412  16.2175
            SITE-BRN  Brenholm    core exchange   64.2286  16.9840
            SITE-GRA  Gransund    core exchange   63.6120  16.8031
            SITE-IVA  Ivarsta     core exchange   63.8455  17.6612
            SITE-DAL  Dalsmora    aggregation     64.2903  16.0098
            SITE-ELV  Elvaryd     aggregation     64.4107  16.4416
            SITE-JOR  Jorvika     aggregation     63.4219  17.2904
            SITE-KVA  Kvarnlund   aggregation     63.5588  17.7433
            """;

    /** Id, role, site, model. */
    static final String NODES =
            """
            CORE-AST-1  core          SITE-AST  Tarn 9800
            CORE-BRN-1  core          SITE-BRN  Tarn 9800
            CORE-GRA-1  core          SITE-GRA  Tarn 9800
            CORE-IVA-1  core          SITE-IVA  Tarn 9600
            AGG-AST-1   aggregation   SITE-AST  Tarn 4200
            AGG-BRN-1   aggregation   SITE-BRN  Tarn 4200
            AGG-DAL-1   aggregation   SITE-DAL  Tarn 4200
            AGG-ELV-1   aggregation   SITE-ELV  Tarn 4200
            AGG-JOR-1   aggregation   SITE-JOR  Tarn 4100
            AGG-KVA-1   aggregation   SITE-KVA  Tarn 4100
            """;

    /** Id, name, kind, owner. */
    static final String CONDUITS =
            """
            CON-COAST     Coast road duct        buried duct      Norrmark Roads
            CON-RIDGE     Ridge trench           buried duct      own
            CON-LAKE      Lake crossing          lake cable       own
            CON-SOUTH     South rail trough      cable trough     Halland Rail
            CON-MILL      Mill valley trench     buried duct      own
            CON-FOREST    Forest pole line       aerial           Norrmark Power
            CON-RYD       Ryd bridge duct        bridge duct      Norrmark Roads
            CON-QUARRY    Quarry trench          buried duct      own
            CON-BOG       Bog dam duct           buried duct      own
            CON-FELL      Fell road duct         buried duct      Norrmark Roads
            """;

    /** Id, site, site, conduit, kilometres. */
    static final String OPTICAL_LINKS =
            """
            OPT-AST-BRN-1  SITE-AST  SITE-BRN  CON-COAST   48
            OPT-AST-BRN-2  SITE-AST  SITE-BRN  CON-COAST   49
            OPT-AST-GRA-1  SITE-AST  SITE-GRA  CON-RIDGE   71
            OPT-BRN-IVA-1  SITE-BRN  SITE-IVA  CON-LAKE    66
            OPT-GRA-IVA-1  SITE-GRA  SITE-IVA  CON-SOUTH   84
            OPT-AST-DAL-1  SITE-AST  SITE-DAL  CON-MILL    33
            OPT-DAL-ELV-1  SITE-DAL  SITE-ELV  CON-FOREST  27
            OPT-ELV-BRN-1  SITE-ELV  SITE-BRN  CON-RYD     39
            OPT-GRA-JOR-1  SITE-GRA  SITE-JOR  CON-QUARRY  41
            OPT-JOR-KVA-1  SITE-JOR  SITE-KVA  CON-BOG     35
            OPT-KVA-IVA-1  SITE-KVA  SITE-IVA  CON-FELL    52
            """;

    /** Id, optical link, kilometre, latitude, longitude, normal pump current in mA. */
    static final String AMPLIFIERS =
            """
            AMP-AST-GRA-1  OPT-AST-GRA-1  36  63.8240  16.5012  298
            AMP-BRN-IVA-1  OPT-BRN-IVA-1  31  64.0381  17.3150  305
            AMP-GRA-IVA-1  OPT-GRA-IVA-1  44  63.7310  17.2466  312
            AMP-KVA-IVA-1  OPT-KVA-IVA-1  25  63.7015  17.7098  287
            """;

    /** Id, node, node, optical links ridden on, capacity in Gbit/s. */
    static final String IP_LINKS =
            """
            IP-AST-BRN-1  CORE-AST-1  CORE-BRN-1  OPT-AST-BRN-1                 100
            IP-AST-BRN-2  AGG-AST-1   AGG-BRN-1   OPT-AST-BRN-1                 100
            IP-AST-BRN-3  CORE-AST-1  AGG-BRN-1   OPT-AST-BRN-2                 100
            IP-AST-ELV-1  CORE-AST-1  AGG-ELV-1   OPT-AST-BRN-1,OPT-ELV-BRN-1   100
            IP-AST-GRA-1  CORE-AST-1  CORE-GRA-1  OPT-AST-GRA-1                 200
            IP-BRN-IVA-1  CORE-BRN-1  CORE-IVA-1  OPT-BRN-IVA-1                 200
            IP-GRA-IVA-1  CORE-GRA-1  CORE-IVA-1  OPT-GRA-IVA-1                 200
            IP-AST-DAL-1  CORE-AST-1  AGG-DAL-1   OPT-AST-DAL-1                 100
            IP-DAL-ELV-1  AGG-DAL-1   AGG-ELV-1   OPT-DAL-ELV-1                 100
            IP-ELV-BRN-1  AGG-ELV-1   CORE-BRN-1  OPT-ELV-BRN-1                 100
            IP-GRA-JOR-1  CORE-GRA-1  AGG-JOR-1   OPT-GRA-JOR-1                 100
            IP-JOR-KVA-1  AGG-JOR-1   AGG-KVA-1   OPT-JOR-KVA-1                 100
            IP-KVA-IVA-1  AGG-KVA-1   CORE-IVA-1  OPT-KVA-IVA-1                 100
            IP-AST-AST-1  CORE-AST-1  AGG-AST-1   none                          200
            IP-BRN-BRN-1  CORE-BRN-1  AGG-BRN-1   none                          200
            """;

    /**
     * Id, type, customer, customers, users, Gbit/s at the busy hour, IP links of the primary, of
     * the backup.
     */
    static final String SERVICES =
            """
            SVC-01  EMERGENCY-TRUNK   Norrmark Emergency Control    1     214000  2   IP-AST-BRN-1               IP-AST-AST-1,IP-AST-BRN-2,IP-BRN-BRN-1
            SVC-02  L3VPN             Ardent Savings Bank           1     3900    6   IP-AST-BRN-2               IP-AST-AST-1,IP-AST-BRN-1,IP-BRN-BRN-1
            SVC-03  ELINE             Port of Astervik              1     850     4   IP-AST-BRN-2               none
            SVC-04  L2VPN             Brenholm District Hospital    1     2600    8   IP-AST-BRN-1               IP-AST-GRA-1,IP-GRA-IVA-1,IP-BRN-IVA-1
            SVC-05  MOBILE-BACKHAUL   Fjallcom Mobile               2     61000   22  IP-AST-BRN-1               IP-AST-BRN-3,IP-BRN-BRN-1
            SVC-06  MOBILE-BACKHAUL   Fjallcom Mobile Elvaryd       1     17500   12  IP-AST-ELV-1               IP-AST-DAL-1,IP-DAL-ELV-1
            SVC-07  BROADBAND         Brenholm Homes                8400  19300   24  IP-AST-BRN-3               IP-AST-BRN-1,IP-BRN-BRN-1
            SVC-08  BROADBAND         Elvaryd Homes                 3100  7200    11  IP-AST-DAL-1,IP-DAL-ELV-1  IP-AST-ELV-1
            SVC-09  L3VPN             Norrmark University           1     9800    7   IP-AST-DAL-1               IP-AST-BRN-1,IP-ELV-BRN-1,IP-DAL-ELV-1
            SVC-10  WAVELENGTH        Skarn Wholesale               6     41000   40  IP-AST-GRA-1,IP-GRA-IVA-1  IP-AST-BRN-1,IP-BRN-IVA-1
            SVC-11  MOBILE-BACKHAUL   Fjallcom Mobile Gransund      1     33500   18  IP-AST-GRA-1               IP-AST-BRN-3,IP-BRN-BRN-1,IP-BRN-IVA-1,IP-GRA-IVA-1
            SVC-12  ELINE             Jorvika Mining                1     1400    5   IP-GRA-JOR-1               IP-GRA-IVA-1,IP-KVA-IVA-1,IP-JOR-KVA-1
            SVC-13  MOBILE-BACKHAUL   Fjallcom Mobile Kvarnlund     1     9200    9   IP-KVA-IVA-1               IP-GRA-IVA-1,IP-GRA-JOR-1,IP-JOR-KVA-1
            SVC-14  BROADBAND         Ivarsta Homes                 6200  14100   21  IP-BRN-IVA-1               IP-GRA-IVA-1,IP-AST-GRA-1,IP-AST-BRN-3,IP-BRN-BRN-1
            SVC-15  RAIL-SIGNALLING   Halland Rail                  1     5200    1   IP-ELV-BRN-1               IP-DAL-ELV-1,IP-AST-DAL-1,IP-AST-BRN-3,IP-BRN-BRN-1
            SVC-16  L3VPN             Kvarnlund Municipality        1     1900    3   IP-JOR-KVA-1               none
            """;

    /** Id, service, tier, availability promised in percent, penalty per hour in euro. */
    static final String SLAS =
            """
            SLA-01  SVC-01  PLATINUM  99.999  12000
            SLA-02  SVC-02  GOLD      99.99   9500
            SLA-03  SVC-03  SILVER    99.9    3200
            SLA-04  SVC-04  PLATINUM  99.999  8000
            SLA-05  SVC-05  GOLD      99.99   4500
            SLA-06  SVC-06  GOLD      99.99   2800
            SLA-07  SVC-07  BRONZE    99.5    900
            SLA-08  SVC-08  BRONZE    99.5    450
            SLA-09  SVC-09  SILVER    99.9    1600
            SLA-10  SVC-10  PLATINUM  99.999  15000
            SLA-11  SVC-11  GOLD      99.99   3600
            SLA-12  SVC-12  SILVER    99.9    2400
            SLA-13  SVC-13  GOLD      99.99   2100
            SLA-14  SVC-14  BRONZE    99.5    700
            SLA-15  SVC-15  PLATINUM  99.999  11000
            SLA-16  SVC-16  SILVER    99.9    1100
            """;

    /**
     * Id, kind, unit, label of what it watches, what it watches, normal reading, latitude,
     * longitude, place.
     */
    static final String SENSORS =
            """
            SENS-AST-BRN-1V  vibration    mm/s         OpticalLink  OPT-AST-BRN-1  0.4   64.1389  16.6120  Coast road at milestone 31
            SENS-AST-BRN-1S  strain       microstrain  OpticalLink  OPT-AST-BRN-1  120   64.1395  16.6148  Coast road at milestone 31
            SENS-AST-BRN-2S  strain       microstrain  OpticalLink  OPT-AST-BRN-2  116   64.1395  16.6148  Coast road at milestone 31
            SENS-COAST-W     water level  cm           Conduit      CON-COAST      4     64.1102  16.4873  Coast road duct hand hole 12
            SENS-RYD-V       vibration    mm/s         Conduit      CON-RYD        1.1   64.3350  16.7021  Ryd bridge
            SENS-FOREST-T    temperature  degC         Conduit      CON-FOREST     14    64.3514  16.2240  Forest pole 118
            SENS-LAKE-S      strain       microstrain  OpticalLink  OPT-BRN-IVA-1  141   64.0410  17.3122  Lake landing north
            SENS-SOUTH-V     vibration    mm/s         Conduit      CON-SOUTH      2.3   63.7290  17.2401  South rail trough km 44
            SENS-SOUTH-T     temperature  degC         OpticalLink  OPT-GRA-IVA-1  21    63.7310  17.2466  Amplifier hut south
            SENS-RIDGE-T     temperature  degC         OpticalLink  OPT-AST-GRA-1  19    63.8240  16.5012  Amplifier hut ridge
            SENS-QUARRY-V    vibration    mm/s         OpticalLink  OPT-GRA-JOR-1  1.9   63.5240  17.0311  Quarry gate
            SENS-FELL-S      strain       microstrain  OpticalLink  OPT-KVA-IVA-1  133   63.7004  17.7110  Fell road at the pass
            """;

    /** Id, name, latitude, longitude, address. */
    static final String DEPOTS =
            """
            DEPOT-AST  Astervik field depot  64.0377  16.2302  Harbour Lane 4 Astervik
            DEPOT-BRN  Brenholm field depot  64.2251  16.9711  Foundry Yard 11 Brenholm
            DEPOT-GRA  Gransund field depot  63.6098  16.8155  Station Road 2 Gransund
            """;

    /** Depot and the sites it looks after. */
    static final String DEPOT_COVER =
            """
            DEPOT-AST  SITE-AST
            DEPOT-AST  SITE-DAL
            DEPOT-BRN  SITE-BRN
            DEPOT-BRN  SITE-ELV
            DEPOT-BRN  SITE-IVA
            DEPOT-GRA  SITE-GRA
            DEPOT-GRA  SITE-JOR
            DEPOT-GRA  SITE-KVA
            """;

    /** Id, name, skills, phone, depot, shift. */
    static final String ENGINEERS =
            """
            ENG-01  Maj Ostrander   fibre splicing OTDR   +44 1632 960101  DEPOT-AST  06:00-14:00
            ENG-02  Tobias Renholt  fibre splicing OTDR   +44 1632 960102  DEPOT-AST  14:00-22:00
            ENG-03  Idun Kvarsell   optical amplifiers    +44 1632 960103  DEPOT-GRA  06:00-14:00
            ENG-04  Petter Dahlgrim  fibre splicing        +44 1632 960104  DEPOT-BRN  14:00-22:00
            ENG-05  Sunna Arvelid   power and cooling     +44 1632 960105  DEPOT-GRA  14:00-22:00
            ENG-06  Emil Torsberg   routers and power     +44 1632 960106  DEPOT-BRN  06:00-14:00
            ENG-07  Runa Halvard    fibre and routers     +44 1632 960107  DEPOT-AST  22:00-06:00
            """;
}

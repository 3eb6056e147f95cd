package dev.nocturne.investigator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.investigator.cause.CallWorld.Now;
import org.junit.jupiter.api.Test;

class CallFinderTest {
    private static CallWorld well() {
        return new CallWorld()
                .serves("front", Now.USUAL)
                .asks("front", "cart", Now.USUAL)
                .serves("cart", Now.USUAL);
    }

    private static CallWorld busy() {
        Now more = new Now(30, 0.1, 0);
        return new CallWorld()
                .serves("front", more)
                .asks("front", "cart", more)
                .serves("cart", more);
    }

    @Test
    void theCauseIsWhereCallsAreLost() {
        SymptomFinder.Decision decision =
                new CallWorld()
                        .serves("front", Now.failing(0.3))
                        .asks("front", "cart", Now.failing(0.3))
                        .serves("cart", Now.failing(0.3))
                        .asks("cart", "db", Now.USUAL)
                        .decide("front")
                        .orElseThrow();
        assertThat(decision.verdict()).isEqualTo(Verdict.FAULT);
        assertThat(decision.causes().getFirst().entity()).isEqualTo("cart");
    }

    @Test
    void whatMeasuresNoCallsIsTheCauseByItsOwnSymptoms() {
        SymptomFinder.Decision decision =
                new CallWorld()
                        .serves("front", Now.slow(0.8))
                        .asks("front", "cart", Now.slow(0.8))
                        .serves("cart", Now.slow(0.8))
                        .asks("cart", "db", Now.USUAL)
                        .measures("db", "disk_errors per second", 0, 50)
                        .measures("db", "cpu busy share", 0.2, 1)
                        .decide("front")
                        .orElseThrow();
        assertThat(decision.causes().getFirst().entity()).isEqualTo("db");
        assertThat(decision.causes()).extracting(SymptomModel.Candidate::entity).contains("cart");
    }

    @Test
    void oneThatIsLoadedItselfKeepsItsTrouble() {
        SymptomFinder.Decision decision =
                new CallWorld()
                        .serves("front", Now.slow(0.8))
                        .asks("front", "cart", Now.slow(0.8))
                        .serves("cart", Now.slow(0.8))
                        .measures("cart", "cpu busy share", 0.2, 1)
                        .asks("cart", "db", Now.USUAL)
                        .measures("db", "disk_errors per second", 0, 50)
                        .measures("db", "cpu busy share", 0.2, 1)
                        .decide("front")
                        .orElseThrow();
        assertThat(decision.causes().getFirst().entity()).isEqualTo("cart");
    }

    @Test
    void moreCallsThatAreAnsweredAsUsualAreNoFault() {
        SymptomFinder.Decision decision = busy().decide("front").orElseThrow();
        assertThat(decision.verdict()).isEqualTo(Verdict.NO_FAULT);
        assertThat(decision.causes()).isEmpty();
        assertThat(decision.reason())
                .isEqualTo(
                        "front and what it needs answer their calls as usual, though more is"
                                + " asked than usual");
    }

    @Test
    void whatIsAsUsualIsNoFault() {
        SymptomFinder.Decision decision = well().decide("front").orElseThrow();
        assertThat(decision.verdict()).isEqualTo(Verdict.NO_FAULT);
        assertThat(decision.reason())
                .isEqualTo("front and what it needs answer their calls as usual");
    }

    @Test
    void thatOnlyTheSlowestWaitIsExpectedOfMoreCallsAndNotOfTheSame() {
        assertThat(busy().measures("front", "server_seconds p95", 0.2, 0.5).decide("front"))
                .map(SymptomFinder.Decision::verdict)
                .contains(Verdict.NO_FAULT);
        assertThat(busy().measures("front", "server_seconds p95", 0.2, 0.9).decide("front"))
                .isEmpty();
        assertThat(well().measures("front", "server_seconds p95", 0.2, 0.5).decide("front"))
                .isEmpty();
    }

    @Test
    void whereSomethingBehindIsLosingItIsNotCalledWell() {
        assertThat(
                        new CallWorld()
                                .serves("front", Now.USUAL)
                                .asks("front", "cart", Now.USUAL)
                                .serves("cart", Now.failing(0.4))
                                .decide("front"))
                .isEmpty();
    }

    @Test
    void whereNothingIsKnownOfCallsNothingIsDecided() {
        assertThat(new CallWorld().serves("front", Now.failing(0.5)).decide("front")).isEmpty();
        assertThat(well().decide("unknown")).isEmpty();
    }
}

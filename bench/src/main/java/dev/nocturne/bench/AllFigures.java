package dev.nocturne.bench;

import dev.nocturne.bench.figure.AgentRuns;
import dev.nocturne.bench.figure.AppendToFrame;
import dev.nocturne.bench.figure.ClientLimit;
import dev.nocturne.bench.figure.DurableAppends;
import dev.nocturne.bench.figure.FanOut;
import dev.nocturne.bench.figure.Growth;
import dev.nocturne.bench.figure.IdleMemory;
import dev.nocturne.bench.figure.Investigations;
import dev.nocturne.bench.figure.ListAndSearch;
import dev.nocturne.bench.figure.LongTurns;
import dev.nocturne.bench.figure.ManySessions;
import dev.nocturne.bench.figure.RecoveryTime;
import dev.nocturne.bench.figure.Replay;
import dev.nocturne.bench.figure.SessionOpen;
import dev.nocturne.bench.figure.StalledReaders;
import dev.nocturne.bench.figure.StartUp;
import dev.nocturne.bench.figure.Storms;
import dev.nocturne.bench.figure.Unhurried;
import dev.nocturne.bench.lab.Figure;
import java.util.List;

/** All figures, in the order of the table. */
final class AllFigures {
    static final List<Figure> ALL =
            List.of(
                    new ClientLimit(),
                    new DurableAppends(),
                    new AppendToFrame(),
                    new FanOut(),
                    new ManySessions(),
                    new Unhurried(),
                    new StartUp(),
                    new Replay(),
                    new IdleMemory(),
                    new ListAndSearch(),
                    new Growth(),
                    new SessionOpen(),
                    new StalledReaders(),
                    new AgentRuns(),
                    new Investigations(),
                    new Storms(),
                    new LongTurns(),
                    new RecoveryTime());

    private AllFigures() {}
}

package dev.nocturne.server;

import dev.nocturne.core.Fault;
import dev.nocturne.core.Ids;
import dev.nocturne.core.PrivateFiles;
import dev.nocturne.core.SystemTimers;
import dev.nocturne.core.log.Store;
import dev.nocturne.core.run.Orchestrator;
import dev.nocturne.core.run.Readiness;
import dev.nocturne.core.session.SessionManager;
import dev.nocturne.environment.Environment;
import dev.nocturne.server.config.ServerConfig;
import dev.nocturne.server.environments.ServedEnvironments;
import dev.nocturne.sources.pack.Pack;
import dev.nocturne.sources.pack.Packs;
import dev.nocturne.stores.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server serves: environments, a store, orchestrators, and the sessions on them. */
record Backend(
        Packs packs,
        ServedEnvironments environments,
        Store store,
        Orchestrators orchestrators,
        SystemTimers timers,
        SessionManager sessions,
        RunMark mark)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** The database within the data folder. */
    static final String DATABASE = "nocturne.db";

    /** Opens the store while the packs are still being loaded. */
    static Backend open(ServerConfig config, PackLoading packs, OrchestratorFactory factory)
            throws StartFailure, InterruptedException {
        Store store = openStore(config.dataDir());
        boolean opened = false;
        try {
            Backend backend = open(config, store, packs.await(), factory, mark(config.dataDir()));
            opened = true;
            return backend;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    private static Backend open(
            ServerConfig config,
            Store store,
            Packs packs,
            OrchestratorFactory factory,
            RunMark mark)
            throws StartFailure {
        requireOwnNames(config.live(), packs);
        ServedEnvironments environments =
                new ServedEnvironments(config.live(), packs, InstantSource.system());
        Orchestrators orchestrators = factory.make(environments);
        SystemTimers timers = new SystemTimers();
        Map<String, Orchestrator> byName = new LinkedHashMap<>();
        orchestrators.all().forEach(o -> byName.put(o.name(), o));
        SessionManager sessions =
                SessionManager.start(
                        new SessionManager.Setup(
                                store,
                                byName,
                                orchestrators.all().getFirst().name(),
                                name -> environments.get(name).isPresent(),
                                config.sessions(),
                                InstantSource.system(),
                                System::nanoTime,
                                new Ids(new SecureRandom()),
                                timers,
                                "pid-" + ProcessHandle.current().pid(),
                                mark.lastStop()));
        return new Backend(packs, environments, store, orchestrators, timers, sessions, mark);
    }

    /** Clients choose an environment by its name alone. */
    private static void requireOwnNames(List<Environment> live, Packs packs) throws StartFailure {
        for (Environment environment : live) {
            Optional<Pack> pack = packs.get(environment.name());
            if (pack.isPresent()) {
                throw new StartFailure(
                        StartFailure.Kind.PACKS,
                        List.of(
                                "The live environment and the pack in "
                                        + pack.get().dir()
                                        + " are both called "
                                        + environment.name()
                                        + "; change one of the names."));
            }
        }
    }

    /** After the store is open: its lock keeps a second server away from the mark. */
    private static RunMark mark(Path dataDir) throws StartFailure {
        try {
            return RunMark.set(dataDir, System.getProperty(RunMark.PROPERTY));
        } catch (IOException e) {
            throw new StartFailure(
                    StartFailure.Kind.STORE,
                    "The data folder " + dataDir + " cannot be written: " + e.getMessage(),
                    e);
        }
    }

    private static Store openStore(Path dataDir) throws StartFailure {
        try {
            PrivateFiles.createFolder(dataDir);
            warnOfOpenFiles(dataDir);
            return SqliteStore.open(dataDir.resolve(DATABASE), InstantSource.system());
        } catch (IOException e) {
            throw new StartFailure(
                    StartFailure.Kind.STORE,
                    "The data folder " + dataDir + " cannot be created.",
                    e);
        } catch (Fault e) {
            throw new StartFailure(StartFailure.Kind.STORE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Folders and files of earlier versions are open to all users of the machine. */
    private static void warnOfOpenFiles(Path dataDir) throws IOException {
        List<Path> paths = new ArrayList<>(List.of(dataDir));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dataDir, "nocturne*")) {
            files.forEach(paths::add);
        }
        List<Path> open = new ArrayList<>();
        for (Path path : paths) {
            if (PrivateFiles.isOpenToOthers(path)) {
                open.add(path);
            }
        }
        if (!open.isEmpty()) {
            LOG.warn(
                    "other users of this machine may read {}, which holds all sessions;"
                            + " 'chmod -R go= {}' closes it",
                    open.getFirst(),
                    dataDir);
        }
    }

    /** Why requests cannot be served as they should; a sentence each. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        store.trouble().ifPresent(troubles::add);
        if (orchestrators.all().getFirst().readiness() instanceof Readiness.NotReady not) {
            troubles.add("The orchestrator is not ready.");
            troubles.addAll(not.missing());
        }
        return troubles;
    }

    /** Ends the streams and the runs; what is durable stays readable until {@link #close}. */
    void stopSessions() {
        mark.remove();
        sessions.close();
    }

    /** Releases the rest; after {@link #stopSessions}. */
    @Override
    public void close() {
        timers.close();
        orchestrators.release().run();
        store.close();
        packs.close();
    }
}

package dev.nocturne.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from its manifest. */
final class CommandVersion implements IVersionProvider {
    static String current() {
        String version = CommandVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"nocturne " + current() + " on Java " + Runtime.version()};
    }
}

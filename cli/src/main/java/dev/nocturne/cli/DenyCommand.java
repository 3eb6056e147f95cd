package dev.nocturne.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "deny",
        description = "Rejects a pending action; the investigation continues without it.")
final class DenyCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ApprovalResolver resolver = new ApprovalResolver();

    DenyCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        return resolver.answer(around, "deny", "denied");
    }
}

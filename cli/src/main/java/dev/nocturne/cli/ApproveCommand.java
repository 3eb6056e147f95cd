package dev.nocturne.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "approve", description = "Approves a pending action.")
final class ApproveCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ApprovalResolver resolver = new ApprovalResolver();

    ApproveCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        return resolver.answer(around, "approve", "approved");
    }
}

package dev.nocturne.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles Ctrl-C, for commands that cancel a turn instead of ending at once. */
interface Interrupts {

    /** Runs the action for each Ctrl-C from now on, on a thread of its own. */
    void onInterrupt(Runnable action);

    /**
     * Handles the interrupt signal of this process. Only {@code sun.misc} offers it, about which
     * the compiler always warns; hence reflection. Where it is missing, Ctrl-C ends the process.
     */
    static Interrupts ofProcess() {
        return action -> {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Object runs =
                        Proxy.newProxyInstance(
                                Interrupts.class.getClassLoader(),
                                new Class<?>[] {handler},
                                (self, method, args) -> {
                                    if (method.getName().equals("handle")) {
                                        action.run();
                                    }
                                    return null;
                                });
                Method handle = signal.getMethod("handle", signal, handler);
                handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), runs);
            } catch (ClassNotFoundException
                    | NoSuchMethodException
                    | InstantiationException
                    | IllegalAccessException
                    | InvocationTargetException e) {
                Logger log = LoggerFactory.getLogger(Interrupts.class);
                log.info("Ctrl-C will end the process at once: this JVM has no signal handlers", e);
            }
        };
    }
}

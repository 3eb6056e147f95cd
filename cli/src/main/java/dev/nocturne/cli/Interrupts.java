package dev.nocturne.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ctrl-C, for commands that have something better to do than to die at once. */
interface Interrupts {

    /** From now on runs the action for each Ctrl-C, on a thread of its own. */
    void onInterrupt(Runnable action);

    /**
     * The interrupt signal of this process. The JDK offers it in {@code sun.misc} alone, which the
     * compiler warns of and cannot be told to accept; hence by name. Where it is missing, Ctrl-C
     * ends the process as ever.
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
                log.info("Ctrl-C cannot be caught on this JVM", e);
            }
        };
    }
}

package dev.nocturne.bench.process;

import dev.nocturne.bench.seed.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** nginx with the nchan module: channels in memory, or in Redis with every write synced. */
public final class Nchan extends ServerProcess {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

    private final @Nullable Redis redis;
    private final AtomicInteger channels = new AtomicInteger();

    private Nchan(String name, Child child, int port, @Nullable Redis redis) {
        super(name, port, child);
        this.redis = redis;
    }

    private static boolean isInstalled() {
        return Files.isExecutable(NGINX) && Files.exists(MODULE);
    }

    /** Starts it with channels in memory; empty if it is not installed. */
    public static Optional<Nchan> start(Path folder, int workers) throws IOException {
        return isInstalled() ? Optional.of(start(folder, workers, null)) : Optional.empty();
    }

    /** Starts it with channels in Redis; empty if either is not installed. */
    public static Optional<Nchan> durable(Path folder, int workers) throws IOException {
        if (!isInstalled() || !Redis.isInstalled()) {
            return Optional.empty();
        }
        return Optional.of(start(folder, workers, Redis.start(folder)));
    }

    private static Nchan start(Path folder, int workers, @Nullable Redis redis) throws IOException {
        int port = Ports.free();
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, config(folder, port, workers, redis));
        Child child =
                Child.start(
                        "nginx",
                        folder,
                        Map.of(),
                        List.of(NGINX.toString(), "-p", folder + "/", "-c", config.toString()));
        String name =
                "nchan, "
                        + workers
                        + (workers == 1 ? " worker" : " workers")
                        + (redis == null ? "" : " + Redis");
        Nchan nchan = new Nchan(name, child, port, redis);
        nchan.awaitOk("/hello");
        return nchan;
    }

    private static String config(Path folder, int port, int workers, @Nullable Redis redis) {
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        String upstream =
                redis == null
                        ? ""
                        : "upstream redis { nchan_redis_server redis://127.0.0.1:%d; }"
                                .formatted(redis.port());
        String kept = redis == null ? "" : "nchan_redis_pass redis;";
        return """
        load_module %s;
        %s
        daemon off;
        master_process on;
        worker_processes %d;
        worker_rlimit_nofile 20000;
        pid %s/nginx.pid;
        error_log %s/error.log warn;
        events { worker_connections 15000; }
        http {
          access_log off;
          keepalive_requests 100000000;
          client_body_buffer_size 64k;
          client_body_temp_path %s/body;
          proxy_temp_path %s/proxy;
          fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi;
          scgi_temp_path %s/scgi;
          nchan_shared_memory_size 512M;
          %s
          server {
            listen 127.0.0.1:%d backlog=4096;
            tcp_nodelay on;
            location = /hello { return 200; }
            location ~ /pub/(\\w+)$ {
              %s
              nchan_publisher;
              nchan_channel_id $1;
              nchan_message_buffer_length 100000;
              nchan_message_timeout 1h;
            }
            location ~ /sub/(\\w+)$ {
              %s
              nchan_subscriber eventsource;
              nchan_channel_id $1;
              nchan_eventsource_ping_interval 0;
              nchan_subscriber_first_message oldest;
            }
          }
        }
        """
                .formatted(
                        MODULE, user, workers, folder, folder, folder, folder, folder, folder,
                        folder, upstream, port, kept, kept);
    }

    @Override
    public double cpuSeconds() {
        Redis behind = redis;
        return ProcStat.cpuSeconds(pid())
                + (behind == null ? 0 : ProcStat.cpuSeconds(behind.pid()));
    }

    @Override
    public String open() {
        return "c" + channels.incrementAndGet();
    }

    @Override
    public int mostInBatch() {
        return 1;
    }

    @Override
    public byte[] publish(String channel, long first, int count) {
        if (count != 1) {
            throw new IllegalStateException("nchan takes one message a request, not " + count);
        }
        return Events.post(port(), "/pub/" + channel, Events.data(first));
    }

    @Override
    public byte[] subscribe(String channel) {
        return Events.get(port(), "/sub/" + channel);
    }

    /** False, because it is machine code from the start. */
    @Override
    public boolean compiles() {
        return false;
    }

    @Override
    public void end() {
        super.end();
        Redis behind = redis;
        if (behind != null) {
            behind.close();
        }
    }
}

package dev.corral.server.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Backend;
import dev.corral.server.RawOrigin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A stream that breaks, served by a bare socket.
@Timeout(60)
class FollowTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String START = "{\"t\":\"start\",\"seq\":1,\"effective\":{\"t\":\"end\",\"seq\":9}}\n";
    private static final String ITEM = "{\"t\":\"item\",\"seq\":2,\"outcome\":\"failed\"}\n";
    private static final String END = "{\"t\":\"end\",\"seq\":3,\"outcome\":\"completed\"}\n";

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static String follow(RawOrigin service, List<String> lines) throws Exception {
        ServerAddress address = ServerAddress.of("http://127.0.0.1:" + service.port(), null);
        try (ApiClient client = new ApiClient(address)) {
            return Backend.jdk().<String, Exception>run(() -> new Follow(client, "j_1", 0, lines::add).run());
        }
    }

    @Test
    void brokenStreamIsResumedBehindItsLastWholeRecord() throws Exception {
        List<String> lines = new ArrayList<>();
        try (RawOrigin service = RawOrigin.open(peer -> {
            String head = peer.readHead();
            if (head != null && head.startsWith("GET /v1/jobs/j_1/stream?after=0 ")) {
                peer.write(HEAD + chunk(START + ITEM + END.substring(0, 9)));
            } else if (head != null && head.startsWith("GET /v1/jobs/j_1/stream?after=2 ")) {
                peer.write(HEAD + chunk(END) + "0\r\n\r\n");
            }
        })) {
            assertThat(follow(service, lines)).isEqualTo("completed");
        }
        assertThat(String.join("\n", lines) + "\n").isEqualTo(START + ITEM + END);
    }

    @Test
    void streamThatEndsWithoutItsEndIsAskedForThreeTimesMore() {
        List<String> lines = new ArrayList<>();
        try (RawOrigin service = RawOrigin.open(peer -> {
            String head = peer.readHead();
            boolean first = head != null && head.contains("after=0 ");
            peer.write(HEAD + (first ? chunk(START) : "") + "0\r\n\r\n");
        })) {
            assertThatThrownBy(() -> follow(service, lines))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("broke off behind record 1");
            assertThat(service.requests()).isEqualTo(4);
        }
        assertThat(lines).hasSize(1);
    }

    @Test
    void whatIsNoStreamOfOursIsSaid() {
        try (RawOrigin service = RawOrigin.answering(RawOrigin.ok("hello\n"))) {
            assertThatThrownBy(() -> follow(service, new ArrayList<>()))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("is it Corral?");
        }
    }
}

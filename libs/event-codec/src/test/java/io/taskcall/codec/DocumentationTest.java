package io.taskcall.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentationTest {
  private static final Path DOCS = Contracts.ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)[^)]*\\)");

  static List<Path> pages() throws IOException {
    try (var files = Files.walk(DOCS)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Path page) throws IOException {
    var links = LINK.matcher(Files.readString(page)).results().map(link -> link.group(1));
    assertThat(links.map(page::resolveSibling)).allSatisfy(target -> assertThat(target).exists());
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void page_about_events_says_how_long_a_topic_is_kept(Topic topic) throws IOException {
    var kept = topic.retention().map(days -> days.toDays() + " days").orElse("compacted");
    assertThat(Files.readString(DOCS.resolve("events.md")))
        .containsPattern("\\| `" + topic.wireName() + "` \\| [^|]+ \\| " + kept + " \\|");
  }
}

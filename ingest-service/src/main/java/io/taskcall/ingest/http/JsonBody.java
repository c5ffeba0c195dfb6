package io.taskcall.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.taskcall.ingest.domain.Node;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Items;
import io.taskcall.ingest.domain.Node.Leaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads a JSON object of limited depth; a byte order mark before it is passed over. */
final class JsonBody {
  private static final int DEPTH_MAX = 64;
  private static final int NUMBER_MAX = 1_000;
  private static final int NAME_MAX = 10_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_MAX)
                  .maxNameLength(NAME_MAX)
                  .build())
          .build();

  private JsonBody() {}

  static boolean looksLikeObject(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && Character.isWhitespace(bytes[at])) {
      at++;
    }
    return at < bytes.length && bytes[at] == '{';
  }

  static Body read(byte[] bytes) {
    try (var parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Body.Unreadable("the body isn't a JSON object");
      }
      var fields = fields(parser);
      return parser.nextToken() == null
          ? new Body.Named(fields)
          : new Body.Unreadable("something follows the JSON object");
    } catch (JsonProcessingException e) {
      return new Body.Unreadable("not JSON: " + e.getOriginalMessage() + place(e));
    } catch (IOException e) {
      return new Body.Unreadable("not JSON: " + e.getMessage());
    }
  }

  private static String place(JsonProcessingException e) {
    return Optional.ofNullable(e.getLocation())
        .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
        .orElse("");
  }

  private static Fields fields(JsonParser parser) throws IOException {
    var byName = LinkedHashMap.<String, Node>newLinkedHashMap(48);
    String name;
    while ((name = parser.nextFieldName()) != null) {
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        byName.put(name, node(parser));
      }
    }
    return new Fields(byName);
  }

  private static Items items(JsonParser parser) throws IOException {
    var nodes = new ArrayList<Node>();
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.VALUE_NULL) {
        nodes.add(node(parser));
      }
    }
    return new Items(nodes);
  }

  private static Node node(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser);
      case START_ARRAY -> items(parser);
      default -> new Leaf(parser.getText());
    };
  }
}

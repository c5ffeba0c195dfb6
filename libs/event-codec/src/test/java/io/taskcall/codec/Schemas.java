package io.taskcall.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The schemas under {@code docs/}, as documents and as validators. */
final class Schemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemaLoader(loader -> loader.fetchRemoteResources())
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private Schemas() {}

  /** The file that describes what is said on a topic. */
  static Path file(Topic topic) {
    return Contracts.SCHEMAS.resolve(topic.wireName().replaceFirst("^taskcall\\.", "") + ".json");
  }

  /**
   * A validator for one definition of a file, or for the whole file if {@code pointer} is empty.
   */
  static Schema validator(Path file, String pointer) {
    return REGISTRY.getSchema(SchemaLocation.of(file.toUri() + "#" + pointer));
  }

  static Schema validator(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }

  static JsonNode json(Path file) {
    try {
      return EventCodec.mapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

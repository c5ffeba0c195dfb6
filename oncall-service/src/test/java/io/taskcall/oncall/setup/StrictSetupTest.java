package io.taskcall.oncall.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictSetupTest {
  /** A list somewhere in a setup file, and a file with a null in it. */
  private record Place(String field, String file) {}

  @TestFactory
  List<DynamicTest> no_list_of_a_setup_file_has_a_null_in_it() {
    var places = new ArrayList<Place>();
    find(SetupFile.class, "", inner -> inner, places);
    assertThat(places).hasSizeGreaterThan(30);
    return places.stream()
        .map(place ->
            DynamicTest.dynamicTest(
                place.field(),
                () -> {
                  assertThatThrownBy(() -> Yaml.read(Yaml.tree(place.file()), SetupFile.class))
                      .hasMessage(place.field() + ": cannot be null");
                  assertThat(Yaml.kept(Yaml.tree(place.file()), SetupFile.class)).isNotNull();
                }))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{policies: [{repeat: 1.7}]}|policies[0].repeat",
        "{policies: [{repeat: '1'}]}|policies[0].repeat",
        "{policies: [{levels: [{wait: 300}]}]}|policies[0].levels[0].wait",
        "{policies: [{levels: [{roundRobin: 'true'}]}]}|policies[0].levels[0].roundRobin",
        "{services: [{name: 5}]}|services[0].name",
        "{services: [{rules: [{then: {suppress: 1}}]}]}|services[0].rules[0].then.suppress",
        "{services: [{rules: [{when: {priorities: [1]}}]}]}|services[0].rules[0].when.priorities[0]",
        "{schedules: [{timeZone: [UTC]}]}|schedules[0].timeZone",
        "{schedules: [{rotation: {start: [2026, 1, 5, 9, 0]}}]}|schedules[0].rotation.start",
        "{schedules: 5}|schedules"
      })
  void what_is_of_another_type_is_refused_by_its_name(String file, String field) {
    assertThatThrownBy(() -> Yaml.read(Yaml.tree(file), SetupFile.class))
        .isInstanceOfSatisfying(
            Mistake.class, mistake -> assertThat(mistake.field()).isEqualTo(field));
  }

  @Test
  void what_was_taken_less_strictly_can_still_be_read() {
    var kept =
        Yaml.kept(
            Yaml.tree("{key: a, repeat: 1.7, levels: [{wait: 300, people: [null, b]}]}"),
            SetupFile.PolicyEntry.class);
    assertThat(kept.levels().getFirst().people()).containsExactly("b");
  }

  private static void find(
      Class<?> type, String path, UnaryOperator<String> file, List<Place> places) {
    for (var component : type.getRecordComponents()) {
      var name = path.isEmpty() ? component.getName() : path + "." + component.getName();
      UnaryOperator<String> inner =
          value -> file.apply("{" + written(component.getName()) + ": " + value + "}");
      find(component.getGenericType(), name, inner, places);
    }
  }

  private static void find(Type type, String path, UnaryOperator<String> file, List<Place> places) {
    if (type instanceof ParameterizedType list
        && list.getRawType() instanceof Class<?> raw
        && Collection.class.isAssignableFrom(raw)) {
      places.add(new Place(path + "[0]", file.apply("[null]")));
      find(
          list.getActualTypeArguments()[0],
          path + "[0]",
          value -> file.apply("[" + value + "]"),
          places);
    } else if (type instanceof Class<?> part && part.isRecord()) {
      find(part, path, file, places);
    }
  }

  private static String written(String component) {
    return component.equals("patience") ? "wait" : component;
  }
}

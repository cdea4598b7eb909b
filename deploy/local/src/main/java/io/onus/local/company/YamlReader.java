package io.onus.local.company;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML without making objects of it: what a value means is for the one to say who asked for
 * it, so that {@code NO} stays a country and {@code 09:30} a time of day.
 */
final class YamlReader {

  /** Anchors can make a small file a large one. */
  private static final int MOST_VALUES = 200_000;

  private final Set<Node> within = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  private YamlReader() {}

  static Yaml read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(8 * 1024 * 1024);
    try {
      Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
      if (root == null) {
        throw mistake(1, "the file is empty");
      }
      return new YamlReader().value(root);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String context = e.getContext() == null ? "" : " " + e.getContext();
      throw mistake(
          mark == null ? 1 : mark.getLine() + 1, "is no YAML: " + e.getProblem() + context);
    } catch (YAMLException e) {
      throw mistake(1, "is no YAML: " + e.getMessage());
    }
  }

  private Yaml value(Node node) {
    if (++values > MOST_VALUES) {
      throw mistake(line(node), "there are more than " + MOST_VALUES + " values in this file");
    }
    if (!within.add(node)) {
      throw mistake(line(node), "the value contains itself");
    }
    Yaml value =
        switch (node) {
          case ScalarNode scalar ->
              new Yaml.Scalar(
                  scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, line(node));
          case SequenceNode sequence -> items(sequence);
          case MappingNode mapping -> fields(mapping);
          default -> throw mistake(line(node), "cannot be read");
        };
    within.remove(node);
    return value;
  }

  private Yaml.Items items(SequenceNode sequence) {
    List<Yaml> items = new ArrayList<>();
    sequence.getValue().forEach(node -> items.add(value(node)));
    return new Yaml.Items(items, line(sequence));
  }

  private Yaml.Fields fields(MappingNode mapping) {
    Map<String, Yaml.Field> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw mistake(line(tuple.getKeyNode()), "a name must be text");
      }
      Yaml.Field field = new Yaml.Field(value(tuple.getValueNode()), line(name));
      Yaml.Field first = fields.putIfAbsent(name.getValue(), field);
      if (first != null) {
        throw mistake(
            line(name), name.getValue() + " stands here a second time, after line " + first.line());
      }
    }
    return new Yaml.Fields(fields, line(mapping));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static MistakenFileException mistake(int line, String message) {
    return new MistakenFileException(List.of(new Mistake(line, "", message)));
  }
}

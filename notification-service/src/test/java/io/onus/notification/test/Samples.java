package io.onus.notification.test;

import io.onus.kit.event.CloudEvent;
import io.onus.kit.event.CloudEvents;
import io.onus.kit.json.JsonSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The golden samples the producers keep of their events, read where the producers keep them. */
public final class Samples {

  private static final Path ROOT = Path.of(System.getProperty("onus.root", ".."));

  private Samples() {}

  /** By event type. */
  public static Map<String, CloudEvent> in(String folder) {
    Map<String, CloudEvent> samples = new TreeMap<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        CloudEvent event = CloudEvents.read(Files.readAllBytes(file), JsonSettings.mapper());
        samples.put(event.type(), event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }
}

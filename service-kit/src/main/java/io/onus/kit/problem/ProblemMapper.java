package io.onus.kit.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.onus.kit.sql.SqlStates;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one mapper from anything thrown to {@code application/problem+json}. */
public class ProblemMapper {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  public Response problem(Problem problem) {
    return response(problem);
  }

  @ServerExceptionMapper
  public Response violations(ConstraintViolationException e) {
    List<Violation> violations =
        e.getConstraintViolations().stream()
            .map(v -> new Violation(field(v), v.getMessage()))
            .sorted(java.util.Comparator.comparing(Violation::field))
            .toList();
    return response(Problem.malformed(summary(violations), violations));
  }

  /** A check that failed to answer, instead of saying no. */
  @ServerExceptionMapper
  public Response unchecked(ValidationException e) {
    return unexpected(e);
  }

  @ServerExceptionMapper
  public Response json(JacksonException e) {
    return isOurs(e) ? unexpected(e) : response(malformedJson(e));
  }

  /**
   * An answer that cannot be written, or a type that cannot be read at all, is not the caller's
   * mistake.
   */
  private static boolean isOurs(JacksonException e) {
    if (cause(e, StreamConstraintsException.class) != null) {
      return false;
    }
    if (e instanceof InvalidDefinitionException) {
      return true;
    }
    return e.getClass() == JsonMappingException.class
        && !(e.getProcessor() instanceof JsonParser)
        && !(e.getCause() instanceof IllegalArgumentException)
        && !(e.getCause() instanceof DateTimeException);
  }

  /** Of its own, because the framework brings a mapper for exactly this type. */
  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException e) {
    return response(malformedJson(e));
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException e, UriInfo uri) {
    JacksonException json = cause(e, JacksonException.class);
    if (json != null) {
      return json(json);
    }
    Problem inner = cause(e, Problem.class);
    if (inner != null) {
      return response(inner);
    }
    Response answer = e.getResponse();
    int status = answer.getStatus();
    return switch (status) {
      case 400 -> response(Problem.malformed(orElse(e.getMessage(), "The request is malformed.")));
      case 401 -> response(Problem.unauthenticated("This needs a known caller."));
      case 403 -> response(Problem.forbidden("You may not do this."));
      case 404 -> response(notFound(e, uri));
      case 405 -> response(httpRefusal(answer, "This path does not answer that method."));
      case 406 ->
          response(httpRefusal(answer, "There is no answer in the form that Accept asks for."));
      case 415 ->
          response(
              httpRefusal(answer, "Send the body as JSON, with Content-Type: application/json."));
      case 503 -> response(Problem.unavailable("This cannot be done just now.", RETRY_AFTER));
      default -> {
        if (status < 400) {
          yield answer;
        }
        yield status >= 500
            ? unexpected(e)
            : response(httpRefusal(answer, orElse(e.getMessage(), "The request was refused.")));
      }
    };
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    Problem inner = cause(e, Problem.class);
    if (inner != null) {
      return response(inner);
    }
    if (SqlStates.isTransient(e)) {
      LOG.warnf("unavailable: %s", rootMessage(e));
      return response(
          Problem.unavailable(
              "The database cannot be reached just now. Send the same request again.",
              RETRY_AFTER));
    }
    if (SqlStates.isUnstorableText(e)) {
      return response(
          Problem.malformed("The input has the character U+0000, which no text may contain."));
    }
    if (e instanceof IOException && !(e instanceof JacksonException)) {
      // The only input read here is the request's body: it was broken off, or cut off as too long.
      LOG.infof("body broken off: %s", e.getMessage());
      return response(Problem.malformed("The body ended early, or is too long."));
    }
    String logId = UUID.randomUUID().toString();
    LOG.errorf(e, "internal error logId=%s", logId);
    return response(Problem.internal(logId));
  }

  private static Problem httpRefusal(Response answer, String detail) {
    return Problem.ofStatus(
        answer.getStatus(), answer.getStatusInfo().getReasonPhrase(), detail, Map.of());
  }

  /** A query parameter of the wrong form arrives as a 404 with a cause that quotes the value. */
  private static Problem notFound(WebApplicationException e, UriInfo uri) {
    Throwable reason = e.getCause();
    String message = reason == null ? null : reason.getMessage();
    if (message != null) {
      for (var parameter : uri.getQueryParameters().entrySet()) {
        for (String value : parameter.getValue()) {
          if (!value.isEmpty() && message.contains(value)) {
            String complaint = "cannot be read from \"" + value + "\"";
            return Problem.malformed(
                parameter.getKey() + " " + complaint + ".",
                new Violation(parameter.getKey(), complaint));
          }
        }
      }
    }
    return Problem.notFound("There is nothing at this path.");
  }

  public static Response response(Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(problem.status()).entity(problem.document()).type(MEDIA_TYPE);
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      answer.header("Retry-After", Math.max(1, retryAfter.toSeconds()));
    }
    if (problem.status() == 401) {
      answer.header("WWW-Authenticate", "Bearer");
    }
    return answer.build();
  }

  /** What a JSON reader's complaint means for the person who wrote the JSON. */
  public static Problem malformedJson(JacksonException e) {
    if (cause(e, StreamConstraintsException.class) != null) {
      return Problem.malformed(
          "The body is nested too deeply, or has a number, a name or a text that is too long.");
    }
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          fieldProblem(
              path(unknown),
              "is not a known field"
                  + (unknown.getKnownPropertyIds() == null
                      ? ""
                      : "; known are "
                          + unknown.getKnownPropertyIds().stream()
                              .map(String::valueOf)
                              .sorted()
                              .collect(Collectors.joining(", "))));
      case InvalidFormatException format -> fieldProblem(path(format), formatMessage(format));
      case ValueInstantiationException value ->
          fieldProblem(
              path(value),
              value.getCause() instanceof NullPointerException
                  ? "lacks a required part"
                  : rootMessage(value));
      case MismatchedInputException mismatch when mismatch.getPath().isEmpty() ->
          Problem.malformed("The body " + mismatchMessage(mismatch) + ".");
      case MismatchedInputException mismatch ->
          fieldProblem(path(mismatch), mismatchMessage(mismatch));
      case JsonParseException parse ->
          Problem.malformed(
              "The body is not JSON: line "
                  + parse.getLocation().getLineNr()
                  + ", column "
                  + parse.getLocation().getColumnNr()
                  + ": "
                  + first(parse)
                  + ".");
      case JsonMappingException mapping -> {
        Problem inner = cause(mapping, Problem.class);
        yield inner != null ? inner : fieldProblem(path(mapping), rootMessage(mapping));
      }
      default -> Problem.malformed("The body is not JSON that can be read.");
    };
  }

  private static Problem fieldProblem(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }

  private static String formatMessage(InvalidFormatException e) {
    return "must be " + wished(e.getTargetType());
  }

  private static String mismatchMessage(MismatchedInputException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Trailing token")) {
      return "must be one JSON value and nothing after it";
    }
    return message.startsWith("Cannot ") ? "must be " + wished(e.getTargetType()) : first(e);
  }

  private static String wished(@Nullable Class<?> type) {
    if (type == null) {
      return "of another form";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return switch (type.getSimpleName()) {
      case "Duration" -> "an ISO-8601 duration such as PT4H";
      case "Instant" -> "an RFC 3339 instant such as 2026-11-21T09:00:00Z";
      case "LocalDate" -> "a date such as 2026-11-21";
      case "LocalTime" -> "a time of day such as 08:30";
      case "UUID" -> "a UUID";
      case "ZoneId" -> "an IANA zone such as Europe/Berlin";
      case "String" -> "text";
      case "boolean", "Boolean" -> "true or false";
      case "int", "Integer", "long", "Long", "short", "Short", "BigInteger" -> "a whole number";
      case "double", "Double", "float", "Float", "BigDecimal" -> "a number";
      default -> type.isEnum() ? "one of " + constants(type) : "an object";
    };
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  /**
   * The path without the resource method; the caller knows neither it nor the name of a body's
   * parameter.
   */
  private static String field(ConstraintViolation<?> violation) {
    StringBuilder field = new StringBuilder();
    String parameter = "";
    Path.@Nullable MethodNode method = null;
    for (Path.Node node : violation.getPropertyPath()) {
      switch (node.getKind()) {
        case METHOD -> method = node.as(Path.MethodNode.class);
        case PARAMETER ->
            parameter =
                isBody(violation, method, node.as(Path.ParameterNode.class).getParameterIndex())
                    ? ""
                    : node.toString();
        default -> {
          String name = node.toString();
          boolean glued = field.isEmpty() || name.isEmpty() || name.startsWith("[");
          field.append(glued ? "" : ".").append(name);
        }
      }
    }
    if (!field.isEmpty()) {
      return field.toString();
    }
    return parameter.isEmpty() ? "body" : parameter;
  }

  /**
   * A parameter of a resource method that no annotation takes from path, query or header is the
   * body.
   */
  private static boolean isBody(
      ConstraintViolation<?> violation, Path.@Nullable MethodNode method, int index) {
    if (method == null) {
      return false;
    }
    Class<?>[] types = method.getParameterTypes().toArray(Class<?>[]::new);
    for (Class<?> type = violation.getRootBeanClass(); type != null; type = type.getSuperclass()) {
      try {
        for (Annotation annotation :
            type.getDeclaredMethod(method.getName(), types).getParameterAnnotations()[index]) {
          if (annotation.annotationType().getPackageName().startsWith("jakarta.ws.rs")
              || annotation.annotationType().getSimpleName().startsWith("Rest")) {
            return false;
          }
        }
      } catch (NoSuchMethodException e) {
        // An intercepted class inherits the method.
      }
    }
    return true;
  }

  private static String summary(List<Violation> violations) {
    return violations.stream()
            .limit(3)
            .map(v -> v.field() + " " + v.message())
            .collect(Collectors.joining("; "))
        + (violations.size() > 3 ? "; and " + (violations.size() - 3) + " more" : "")
        + ".";
  }

  private static String first(JacksonException e) {
    return orElse(e.getOriginalMessage(), "cannot be read")
        .lines()
        .findFirst()
        .orElse("")
        // Java type names mean nothing to the caller.
        .replaceAll("`?(?:[a-z][\\w]*\\.)+([A-Z]\\w*)[^`\\s]*`?", "$1");
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root instanceof JacksonException json
        ? first(json)
        : orElse(root.getMessage(), root.getClass().getSimpleName());
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      if (at.getCause() == at) {
        return null;
      }
    }
    return null;
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isBlank() ? other : text;
  }
}

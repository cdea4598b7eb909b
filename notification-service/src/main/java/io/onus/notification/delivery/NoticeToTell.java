package io.onus.notification.delivery;

import io.onus.notification.domain.Severity;
import java.util.UUID;

/** A stored notice that people are to be told. */
public record NoticeToTell(UUID noticeId, UUID alertId, UUID clockId, Severity severity) {}

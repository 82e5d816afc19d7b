# R's side of the comparison: Rscript side.R PROBLEM FOLDER RUNS. Reads the columns of the folder (doubles), times each call
# RUNS times and writes "time CALL seconds…", "number NAME values…", "memory kB" and "version …", one a line.
arguments <- commandArgs(trailingOnly = TRUE)
problem <- arguments[1]
folder <- arguments[2]
runs <- as.integer(arguments[3])
files <- list.files(folder, pattern = "\\.f64$", full.names = TRUE)
data <- lapply(files, function(file) readBin(file, "double", n = file.size(file) / 8, endian = "little"))
names(data) <- sub("\\.f64$", "", basename(files))
say <- function(what, name, values) cat(what, name, formatC(values, digits = 15, format = "g"), "\n")
needs <- function(...) for (package in c(...))
  if (!suppressWarnings(suppressPackageStartupMessages(require(package, character.only = TRUE, quietly = TRUE)))) {
    cat("missing", package, "\n")
    quit(status = 0)
  }
timed <- function(call, run) {
  seconds <- numeric(runs)
  for (at in seq_len(runs)) {
    gc(FALSE)
    seconds[at] <- system.time(value <- run(), gcFirst = FALSE)[["elapsed"]]
  }
  say("time", call, seconds)
  value
}
curves <- function(at) {
  needs("survival")
  time <- data$time; event <- pmin(data$cause, 1); group <- data$group
  found <- timed("survfit+survdiff", function() list(
    survfit(Surv(time, event) ~ group, conf.type = "log-log"), survdiff(Surv(time, event) ~ group)))
  shown <- summary(found[[1]], times = at)
  say("number", "survival", shown$surv)
  say("number", "lower", shown$lower)
  say("number", "chisq", found[[2]]$chisq)
}
hazards <- function(ties, bare = FALSE) {
  needs("survival")
  found <- timed("coxph", function() coxph(Surv(time, event) ~ x1 + x2 + x3 + x4 + x5, data = data, ties = ties))
  if (bare) {
    x <- as.matrix(as.data.frame(data[paste0("x", 1:5)])); y <- Surv(data$time, data$event)
    timed("coxph.fit", function() coxph.fit(x, y, strata = NULL, offset = NULL, init = NULL, control = coxph.control(),
                                            weights = NULL, method = ties, rownames = NULL))
  }
  say("number", "coef", coef(found))
  say("number", "se", sqrt(diag(vcov(found))))
  say("number", "logLik", found$loglik[2])
}
design <- function() cbind(1, do.call(cbind, data[paste0("x", 1:10)]))
assign <- function() {
  needs("clue")
  size <- sqrt(length(data$cost)); cost <- matrix(data$cost, size, size, byrow = TRUE)
  found <- timed("solve_LSAP", function() solve_LSAP(cost))
  say("number", "total", sum(cost[cbind(seq_len(size), as.integer(found))]))
}
at <- c(100, 700, 2000)
problems <- list(
  kmContinuous = function() curves(c(0.3, 2, 5.5)),
  kmDays = function() curves(at),
  coxDays = function() hazards("efron"),
  coxManyDays = function() hazards("efron", bare = TRUE),
  coxContinuous = function() hazards("efron"),
  coxBreslow = function() hazards("breslow"),
  cif = function() {
    needs("survival", "prodlim")
    time <- data$time; group <- data$group
    state <- factor(data$cause, 0:3, c("lost", "1", "2", "3"))
    found <- timed("survfit", function() survfit(Surv(time, state) ~ group, se.fit = FALSE))
    timed("prodlim", function() prodlim(Hist(time, cause) ~ group, data = data.frame(time, cause = data$cause, group)))
    say("number", "incidence", as.vector(sapply(1:2, function(g) sapply(2:4, function(k) {
      one <- found[g, k]
      as.vector(one$pstate)[findInterval(at, one$time)]
    }))))
  },
  cifErrors = function() {
    needs("cmprsk")
    found <- timed("cuminc", function() cuminc(data$time, data$cause, data$group))
    of <- function(what) as.vector(sapply(c("0", "1"), function(g) sapply(1:3, function(k) {
      one <- found[[paste(g, k)]]
      one[[what]][findInterval(at, one$time)]
    })))
    say("number", "incidence", of("est"))
    say("number", "se", sqrt(of("var")))
  },
  logit = function() {
    x <- design()
    found <- timed("glm.fit", function() glm.fit(x, data$treat, family = binomial()))
    say("number", "coef", coef(found))
    say("number", "se", sqrt(diag(chol2inv(found$qr$qr[1:11, 1:11]))))
    say("number", "deviance", found$deviance)
  },
  ols = function() {
    needs("sandwich")
    columns <- as.data.frame(data[c("y", paste0("x", 1:10))])
    found <- timed("lm+vcovHC", function() {
      fit <- lm(y ~ ., data = columns)
      list(coef(fit), vcovHC(fit, type = "HC3"))
    })
    say("number", "coef", found[[1]])
    say("number", "se", sqrt(diag(found[[2]])))
  },
  nearest = function() {
    needs("MatchIt")
    rows <- data.frame(treat = data$treat, e = data$e)
    timed("matchit", function() matchit(treat ~ e, data = rows, method = "nearest", distance = rows$e))
    cat("package MatchIt", as.character(packageVersion("MatchIt")), "\n")
  },
  assignment1000 = assign,
  assignment2000 = assign,
  permutations = function() {
    set.seed(7)
    rows <- split(seq_along(data$y), data$town)
    counts <- sapply(rows, function(own) sum(data$treat[own]))
    values <- lapply(rows, function(own) data$y[own])
    seen <- sum(data$y[data$treat == 1]); middle <- sum(counts * sapply(values, mean))
    drawn <- timed("sample", function() {
      sums <- numeric(1e5)
      for (b in 1:1e5) {
        total <- 0
        for (s in seq_along(values)) total <- total + sum(values[[s]][sample.int(length(values[[s]]), counts[s])])
        sums[b] <- total
      }
      sums
    })
    say("number", "expected", middle)
    say("number", "p", (1 + sum(abs(drawn - middle) >= abs(seen - middle) - 1e-9)) / (1e5 + 1))
  },
  ceac = function() {
    set.seed(7)
    cells <- split(seq_along(data$y), list(data$treat, data$town))
    strata <- sort(unique(data$town)); effect <- -data$y; cost <- data$cost
    drawn <- timed("sample", function() {
      e <- numeric(1e4); c <- numeric(1e4)
      for (b in 1:1e4) {
        for (s in strata) {
          one <- cells[[paste0("1.", s)]]; other <- cells[[paste0("0.", s)]]
          one <- one[sample.int(length(one), replace = TRUE)]; other <- other[sample.int(length(other), replace = TRUE)]
          e[b] <- e[b] + mean(effect[one]) - mean(effect[other]); c[b] <- c[b] + mean(cost[one]) - mean(cost[other])
        }
      }
      cbind(e, c) / length(strata)
    })
    say("number", "p", sapply(c(0, 50, 100, 200, 400, 800), function(l) mean(l * drawn[, 1] - drawn[, 2] > 0)))
  }
)
cat("version", R.version.string, "\n")
problems[[problem]]()
if (file.exists("/proc/self/status"))
  cat("memory", sub("[^0-9]*([0-9]+).*", "\\1", grep("^VmHWM", readLines("/proc/self/status"), value = TRUE)), "\n")

# The commands of this project; `make help` lists them. Works on Debian 12 with Swift 6.3.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=

# Everything the program, its tests and the demo need beside Swift; see also the providers in Package.swift.
DEBIAN_PACKAGES := \
	g++ pkg-config git \
	libtesseract-dev libleptonica-dev libpoppler-glib-dev libcairo2-dev libpcre2-dev libuchardet-dev libsqlite3-dev \
	zlib1g-dev libxml2-dev libxlsxwriter-dev libarchive-dev libgmime-3.0-dev \
	tesseract-ocr-eng tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-ita tesseract-ocr-nld tesseract-ocr-osd \
	fonts-dejavu-core fonts-liberation qpdf

.PHONY: help setup setup-rapidocr build demo test chaos chaos-ci bench accuracy install format lint examples clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

setup: ## install the system libraries that are missing
	@scripts/setup $(DEBIAN_PACKAGES)

build: setup ## build the release binaries
	swift build -c release

demo: build ## process the example documents and compare every value with the truth
	@scripts/demo

# Tests that watch programs from outside come after those that keep every processor busy with reading.
PROGRAM_TESTS := EndToEndTests|WorkerTests

test: setup ## build and run all tests
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --skip '$(PROGRAM_TESTS)'
	swift test --skip-build --filter '$(PROGRAM_TESTS)'

# Everything it needs later is fetched now; engines run without a network.
setup-rapidocr: ## install the RapidOCR engine of examples/engines into a virtual environment there
	@scripts/setup python3 python3-venv
	python3 -m venv examples/engines/.venv
	examples/engines/.venv/bin/pip install --quiet --disable-pip-version-check -r examples/engines/requirements.txt
	examples/engines/rapidocr </dev/null

# The system-call faults need strace and a system that lets it trace; power cuts need root, a loop device and ext4.
# What a machine does not allow is skipped, and that is said.
chaos: build ## break runs for hours: 10,000 kills, every system call, 200 power cuts
	@scripts/setup strace || true
	.build/release/Chaos calls --every 1 --seed 1
	.build/release/Chaos power --cuts 200 --seed 1
	.build/release/Chaos kills --kills 10000 --seed 1

chaos-ci: build ## break runs for minutes: 200 kills, every 10th system call, 10 power cuts
	@scripts/setup strace || true
	.build/release/Chaos kills --kills 200 --seed 1
	.build/release/Chaos calls --every 10 --seed 1
	.build/release/Chaos power --cuts 10 --seed 1

bench: build ## measure what the orchestrating parts cost and write docs/performance.md
	@scripts/setup strace || true
	.build/release/Benchmarks --update docs/performance.md

accuracy: build ## read spoiled pages beside the program tesseract and print the errors by kind
	@scripts/setup tesseract-ocr
	.build/release/Benchmarks accuracy

install: build ## install to PREFIX, by default /usr/local
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/orchestrate/templates" \
		"$(DESTDIR)$(PREFIX)/share/doc/orchestrate/docs"
	install -m 755 .build/release/orchestrate .build/release/orchestrate-worker "$(DESTDIR)$(PREFIX)/bin/"
	install -m 644 templates/*.yaml "$(DESTDIR)$(PREFIX)/share/orchestrate/templates/"
	install -m 644 README.md CONTRIBUTING.md CHANGELOG.md LICENSE NOTICE "$(DESTDIR)$(PREFIX)/share/doc/orchestrate/"
	install -m 644 docs/*.md "$(DESTDIR)$(PREFIX)/share/doc/orchestrate/docs/"

format: ## format the sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

lint: ## check the format of the sources
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

examples: setup ## draw examples/ anew
	swift build --product example-generator
	rm -rf examples/inbox
	.build/debug/example-generator generate examples

clean: ## remove everything that was built
	rm -rf .build
